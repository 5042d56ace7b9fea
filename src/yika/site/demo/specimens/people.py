"""The fictional people on the specimens, read from `people.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from yika.kit.errors import NotFound

WEIGHTS: Final = tuple(2**place % 11 for place in range(17, 0, -1))
CHECKS: Final = "10X98765432"
NEVER_GIVEN: Final = {"male": "999", "female": "998"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What stands on somebody's specimen; without `expires_on` it is good for ever."""

    kind: str
    name: str
    sex: str
    born_on: date
    authority: str
    issued_on: date
    expires_on: date | None = None
    number: str = ""
    region: str = ""
    ethnic_group: str = ""
    address: str = ""
    latin_name: str = ""
    nationality: str = "CHN"
    other_number: str = ""

    @property
    def shown_number(self) -> str:
        """The number given, or the one made of region, birthday and sex."""
        return self.number or citizen_number(self.region, self.born_on, self.sex)


def citizen_number(region: str, born_on: date, sex: str) -> str:
    """A number of eighteen signs with a right check digit, of a sequence never given out."""
    body = f"{region}{born_on:%Y%m%d}{NEVER_GIVEN[sex]}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + CHECKS[total % 11]


@cache
def people() -> Mapping[str, Person]:
    """Everybody by the name a command calls them."""
    text = files(__package__).joinpath("people.toml").read_text(encoding="utf-8")
    return {name: Person(**facts) for name, facts in tomllib.loads(text).items()}


def person(name: str) -> Person:
    """One of them; NotFound where there is none of this name."""
    if name not in people():
        raise NotFound(thing="specimen", name=name)
    return people()[name]
