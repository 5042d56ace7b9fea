"""The numbers of passports, and the characters in them that no check digit can tell apart."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

from yika.domain.identity.rules.numbers.finding import NumberFinding
from yika.domain.identity.rules.reasons import Reason

SHAPE: Final = re.compile(r"(?=.*[0-9])[A-Z0-9]{4,12}")
# Alike to the eye, and worth the same modulo ten.
TWINS: Final = str.maketrans("G6S8A0Z5L1", "6G8S0A5Z1L")
SAME: Final = str.maketrans("68051", "GSAZL")


@cache
def patterns() -> Mapping[str, re.Pattern[str]]:
    """How each country numbers its passports, of those that are known."""
    text = resources.files(__package__).joinpath("passports.toml").read_text("utf-8")
    return {country: re.compile(form) for country, form in tomllib.loads(text).items()}


def judge_passport(number: str, nationality: str) -> NumberFinding:
    """No form of a number is refused that a country might have begun to give."""
    if not SHAPE.fullmatch(number):
        return NumberFinding(number, Reason.NUMBER_SHAPE)
    form = patterns().get(nationality)
    usual = form is None or form.fullmatch(number)
    return NumberFinding(number, odd=() if usual else (Reason.NUMBER_UNUSUAL,))


def unsure_places(number: str, nationality: str) -> tuple[int, ...]:
    """Where a reader may have taken G for 6, S for 8, A for 0, Z for 5 or L for 1, or back.

    The check digit is the same for both, so that only the person can tell. Where the country is
    known to have digits only, there is nothing to ask.
    """
    form = patterns().get(nationality)
    places = []
    for place, character in enumerate(number):
        twin = character.translate(TWINS)
        other = number[:place] + twin + number[place + 1 :]
        if twin != character and (form is None or form.fullmatch(other)):
            places.append(place)
    return tuple(places)


def twins(one: str, other: str) -> bool:
    """Whether two numbers differ in such characters only."""
    return one != other and one.translate(SAME) == other.translate(SAME)
