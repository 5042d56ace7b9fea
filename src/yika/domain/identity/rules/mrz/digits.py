"""The check digits of machine-readable zones, and their days without a century."""

from datetime import date
from typing import Final

FILLER: Final = "<"
VALUES: Final = {FILLER: 0} | {
    character: value for value, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}
WEIGHTS: Final = (7, 3, 1)
CENTURY: Final = 100
LASTS_MAX: Final = 50

# What readers take for each other; mended only where nothing but a digit can stand.
AS_DIGITS: Final = str.maketrans("OIBS", "0185")


def check_digit(text: str) -> str:
    """The digit that belongs behind this text; ValueError for a character of no zone."""
    try:
        total = sum(
            VALUES[character] * WEIGHTS[place % len(WEIGHTS)]
            for place, character in enumerate(text)
        )
    except KeyError as strange:
        raise ValueError(f"expected capitals, digits and fillers, not {strange}") from None
    return str(total % 10)


def fits(text: str, digit: str) -> bool:
    """Whether the digit belongs to the text; what is left out may have a filler for a digit."""
    nothing = not text.strip(FILLER)
    return digit == check_digit(text) or (nothing and digit == FILLER)


def find_birth(digits: str, today: date) -> date | None:
    """The latest such day that is not in the future; None where one is left out or impossible."""
    return _latest(digits, today.year, today)


def find_expiry(digits: str, today: date) -> date | None:
    """The day within fifty years of today, before or after; None where it is left out."""
    return _latest(digits, today.year + LASTS_MAX, None)


def _latest(digits: str, year_max: int, day_max: date | None) -> date | None:
    if not digits.isdigit():
        return None
    year = year_max - (year_max - int(digits[:2])) % CENTURY
    for each in (year, year - CENTURY):
        day = _day(each, digits)
        if day and (day_max is None or day <= day_max):
            return day
    return None


def _day(year: int, digits: str) -> date | None:
    try:
        return date(year, int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None
