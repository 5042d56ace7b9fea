"""What the fields and sides of a document are called, for whoever reads, types or shows them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from yika.domain.identity.rules.documents import Side
from yika.kit.errors import gettext_noop

FIELD_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name": gettext_noop("Full name"),
        "latin_name": gettext_noop("Name in Latin letters"),
        "number": gettext_noop("Number of the document"),
        "other_number": gettext_noop("Second number"),
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
)
SIDE_WORDS: Final[Mapping[Side, str]] = MappingProxyType(
    {
        Side.FRONT: gettext_noop("Front side"),
        Side.BACK: gettext_noop("Back side"),
        Side.DATA: gettext_noop("Page with the photograph"),
        Side.HOUSEHOLD: gettext_noop("First page of the household"),
        Side.MEMBER: gettext_noop("Page of the person"),
    }
)
