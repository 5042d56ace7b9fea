"""Machine-readable zones: the lines of a passport or a card that were made for a reader."""

from yika.domain.identity.rules.mrz.countries import (
    country_of,
    is_known_country,
    is_specimen_country,
)
from yika.domain.identity.rules.mrz.digits import check_digit
from yika.domain.identity.rules.mrz.parse import parse
from yika.domain.identity.rules.mrz.zone import Form, Zone

__all__ = [
    "Form",
    "Zone",
    "check_digit",
    "country_of",
    "is_known_country",
    "is_specimen_country",
    "parse",
]
