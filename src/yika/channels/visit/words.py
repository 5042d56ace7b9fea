"""What a page without a network calls the sides and fields of a document."""

from collections.abc import Mapping
from typing import Final

from yika.kit.errors import gettext_noop

SIDES: Final[Mapping[str, str]] = {
    "front": gettext_noop("Front side"),
    "back": gettext_noop("Back side"),
    "data": gettext_noop("Page with the photograph"),
    "household": gettext_noop("First page of the household"),
    "member": gettext_noop("Page of the person"),
}
FIELDS: Final[Mapping[str, str]] = {
    "name": gettext_noop("Full name"),
    "latin_name": gettext_noop("Name in Latin letters"),
    "number": gettext_noop("Number of the document"),
    "sex": gettext_noop("Sex"),
    "born_on": gettext_noop("Day of birth"),
    "ethnic_group": gettext_noop("Ethnic group"),
    "nationality": gettext_noop("Nationality"),
    "address": gettext_noop("Address on the document"),
    "authority": gettext_noop("Issued by"),
    "issued_on": gettext_noop("Valid from"),
    "expires_on": gettext_noop("Valid until"),
    "permanent": gettext_noop("It has no last day"),
}
