"""When two members of staff can be at somebody's home."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from yika.domain.visits.rules import refusals

SHORTEST: Final = timedelta(minutes=20)
LONGEST: Final = timedelta(hours=4)
NOTICE: Final = timedelta(hours=1)
AHEAD: Final = timedelta(days=60)
WAY: Final = timedelta(minutes=30)
"""What lies between two visits of the same person at the least."""

Span = tuple[datetime, datetime]
Openings = Callable[[date], Iterable[Span]]


def check_two(first: str, second: str) -> None:
    """Nobody goes alone."""
    if not first or not second or first == second:
        raise refusals.TwoNeeded


def check_span(span: Span, *, openings: Openings, zone: str, now: datetime) -> None:
    """Refuse a time that is too near or too far, too short or too long, or outside the hours.

    An opening belongs to the day on which it begins, so a late one may have begun the day before.
    """
    begins, ends = span
    if not NOTICE <= begins - now <= AHEAD:
        raise refusals.TooLateToPlan
    if not SHORTEST <= ends - begins <= LONGEST:
        raise refusals.NotThisLong
    day = begins.astimezone(ZoneInfo(zone)).date()
    near = (*openings(day - timedelta(days=1)), *openings(day))
    if not any(opens <= begins and ends <= closes for opens, closes in near):
        raise refusals.NotOpenThen


def with_way(span: Span) -> Span:
    """The time during which somebody cannot be anywhere else."""
    return span[0] - WAY, span[1] + WAY
