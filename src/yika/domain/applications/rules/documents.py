"""What the documents are called that a policy asks for."""

from collections.abc import Mapping
from typing import Final

from yika.kit.errors import gettext_noop

DOCUMENT_WORDS: Final[Mapping[str, str]] = {
    "resident-id": gettext_noop("Resident identity card"),
    "temporary-id": gettext_noop("Temporary identity card"),
    "passport": gettext_noop("Passport"),
    "residence-permit": gettext_noop("Residence permit"),
    "home-return-permit": gettext_noop("Permit of Hong Kong, Macau or Taiwan residents"),
}
