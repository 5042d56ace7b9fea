"""Who is next at an outlet, and which numbers people wait with."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from yika.domain.issuers.rules import Service
from yika.kit.errors import Fault, Invalid, gettext_noop

DESK_MAX: Final = 12
LAST_NUMBER: Final = 999
LETTERS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ"

DESK_EXPECTED = gettext_noop("expected the number or name of a desk, 12 characters at most")


class Turn(StrEnum):
    """How it stands with a number."""

    WAITING = "waiting"
    CALLED = "called"
    SERVED = "served"
    GONE = "gone"


TURN_WORDS: Final[Mapping[Turn, str]] = {
    Turn.WAITING: gettext_noop("In the queue"),
    Turn.CALLED: gettext_noop("Called"),
    Turn.SERVED: gettext_noop("Served"),
    Turn.GONE: gettext_noop("Gone"),
}


class Waits(Protocol):
    """Somebody with a number; `due_at` is the time of his appointment, if he has one."""

    @property
    def number(self) -> int: ...

    @property
    def due_at(self) -> datetime | None: ...


AnyWaits = TypeVar("AnyWaits", bound=Waits)


def shown(service: str, number: int) -> str:
    """The number as it stands on the slip: A012. Each service has a letter."""
    return f"{LETTERS[list(Service).index(Service(service))]}{number:03}"


def in_order(waiting: Iterable[AnyWaits], now: datetime) -> list[AnyWaits]:
    """Who is called first.

    An appointment whose time has come goes before all others, the earlier time first. Then come
    the numbers in the order in which they were taken, and those last who are early.
    """

    def place(one: AnyWaits) -> tuple[int, datetime, int]:
        if one.due_at is None:
            return 1, now, one.number
        return (0 if one.due_at <= now else 2), one.due_at, one.number

    return sorted(waiting, key=place)


def working_day(
    openings: Callable[[date], Sequence[tuple[datetime, datetime]]], today: date, now: datetime
) -> date:
    """The day whose queue runs now: yesterday's while its evening lasts, else today's."""
    yesterday = today - timedelta(days=1)
    late = any(begins <= now < ends for begins, ends in openings(yesterday))
    return yesterday if late else today


def check_desk(desk: str) -> str:
    """The desk as it is called out; it may be left out."""
    text = " ".join(desk.split())
    if len(text) > DESK_MAX or not text.isprintable():
        raise Invalid([Fault("desk", "", DESK_EXPECTED)])
    return text
