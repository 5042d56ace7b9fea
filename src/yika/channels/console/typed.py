"""Reads what was typed into a field; what cannot be read is told at the field."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from yika.channels.console.desk import Desk
from yika.kit.errors import Fault, Invalid

One = TypeVar("One", bound=StrEnum)


def day(desk: Desk, name: str, expected: str) -> date:
    """The day in a field."""
    try:
        return date.fromisoformat(desk.given(name).strip())
    except ValueError:
        raise Invalid([Fault(name, "", expected)]) from None


def end_of_day(desk: Desk, name: str, expected: str) -> datetime:
    """The last second of the day in a field, where the issuer is."""
    last = datetime.combine(day(desk, name, expected), time.max, ZoneInfo(desk.house.zone))
    return last.replace(microsecond=0)


def one_of(kinds: type[One], desk: Desk, name: str, expected: str) -> One:
    """What was chosen in a field."""
    try:
        return kinds(desk.given(name))
    except ValueError:
        raise Invalid([Fault(name, "", expected)]) from None
