"""Numbers of people who do not exist."""

from datetime import date

from yika.domain.identity.rules.numbers import check_character

TODAY = date(2026, 11, 21)


def citizen(region: str = "110101", born: str = "19900307", sequence: str = "011") -> str:
    """A number with its right check character."""
    return (first := f"{region}{born}{sequence}") + check_character(first)
