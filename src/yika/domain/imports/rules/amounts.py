"""Reads amounts as people and spreadsheets write them, exactly or not at all."""

import re
from typing import Final
from unicodedata import normalize

from yika.domain.imports.rules.reasons import Reason
from yika.kit.money import UNITS
from yika.products.tables.purse import Purse

_WRITTEN: Final = re.compile(r"(-?)([0-9]{1,16})(?:\.([0-9]{0,6}))?")


def read_minor(text: str, unit: str) -> int | Reason:
    """An amount in the smallest coin of a unit, or what is wrong with it.

    Plain digits with a point, no groups, no currency: 12, 12.5 and 12.50 are the same. Where
    nothing is written, nothing is meant.
    """
    plain = normalize("NFKC", text).strip()
    found = _WRITTEN.fullmatch(plain or "0")
    if found is None:
        return Reason.AMOUNT_FORM
    sign, whole, part = found.groups(default="")
    digits = UNITS[unit]
    fine = part.rstrip("0")
    if len(fine) > digits:
        return Reason.AMOUNT_FRACTION
    minor = int(whole + fine.ljust(digits, "0"))
    return -minor if sign else minor


def read_amount(text: str, purse: Purse) -> int | Reason:
    """The same, within the limits of a purse."""
    minor = read_minor(text, purse.unit)
    if isinstance(minor, Reason):
        return minor
    if minor > purse.ceiling.minor:
        return Reason.AMOUNT_ABOVE
    return Reason.AMOUNT_BELOW if minor < purse.floor.minor else minor
