"""What somebody asks for: where he is to be visited, and when it would suit him."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from yika.domain.vault.rules import Allowance
from yika.kit.errors import Fault, Invalid, gettext_noop

NAME_MAX: Final = 60
ADDRESS_MAX: Final = 200
PHONE_MAX: Final = 40
NOTE_MAX: Final = 200
DAYS_MAX: Final = 3
AHEAD: Final = timedelta(days=60)
WISHES: Final = Allowance(free=5, window=timedelta(days=1))
"""How often a holder may ask; each time two people plan their day by it."""

_DIGITS_MIN: Final = 5

DOOR_NAME: Final = gettext_noop("Enter the name that stands at the door, at most 60 characters.")
ADDRESS: Final = gettext_noop("Enter the whole address, at most 200 characters.")
PHONE: Final = gettext_noop("Enter a phone number on which the two can call before they come.")
NOTE: Final = gettext_noop("Write at most 200 characters.")
DAYS: Final = gettext_noop("Choose one to three days from tomorrow on, at most 60 days ahead.")
PART: Final = gettext_noop("Choose a part of the day.")


class Part(StrEnum):
    """When of a day."""

    ANY = "any"
    MORNING = "morning"
    AFTERNOON = "afternoon"


PART_WORDS: Final[Mapping[Part, str]] = {
    Part.ANY: gettext_noop("At any time"),
    Part.MORNING: gettext_noop("In the morning"),
    Part.AFTERNOON: gettext_noop("In the afternoon"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where somebody lives, as the two who come need to know it. Never shown without need."""

    name: str = field(repr=False)
    address: str = field(repr=False)
    phone: str = field(repr=False)
    note: str = field(default="", repr=False)

    @property
    def masked(self) -> str:
        """The address for whoever need not know it."""
        return f"{self.address[:6]}…" if self.address else ""


@dataclass(frozen=True, slots=True)
class Wish:
    """Days that would suit, and when of the day."""

    days: tuple[date, ...]
    part: Part = Part.ANY


def check_door(door: Door) -> Door:
    """The same, tidied; Invalid, naming every fault, when something is missing or too long."""
    tidy = Door(
        name=" ".join(door.name.split()),
        address="\n".join(" ".join(line.split()) for line in door.address.splitlines()).strip(),
        phone=" ".join(door.phone.split()),
        note=" ".join(door.note.split()),
    )
    if faults := list(_door_faults(tidy)):
        raise Invalid(faults)
    return tidy


def check_wish(days: tuple[date, ...], part: str, *, today: date) -> Wish:
    """What was wished for; Invalid for days that cannot be had."""
    wanted = tuple(sorted(set(days)))
    faults = []
    if not 0 < len(wanted) <= DAYS_MAX or not all(today < day <= today + AHEAD for day in wanted):
        faults.append(Fault("day", "", DAYS))
    if part not in set(Part):
        faults.append(Fault("part", "", PART))
    if faults:
        raise Invalid(faults)
    return Wish(wanted, Part(part))


def _door_faults(door: Door) -> Iterator[Fault]:
    if not 0 < len(door.name) <= NAME_MAX or not door.name.isprintable():
        yield Fault("name", "", DOOR_NAME)
    lines = door.address.split("\n")
    if not 0 < len(door.address) <= ADDRESS_MAX or not all(map(str.isprintable, lines)):
        yield Fault("address", "", ADDRESS)
    digits = sum(letter.isdecimal() for letter in door.phone)
    fits = len(door.phone) <= PHONE_MAX and digits >= _DIGITS_MIN
    if not fits or not all(one.isdecimal() or one in "+() -./" for one in door.phone):
        yield Fault("phone", "", PHONE)
    if len(door.note) > NOTE_MAX or not door.note.isprintable():
        yield Fault("note", "", NOTE)
