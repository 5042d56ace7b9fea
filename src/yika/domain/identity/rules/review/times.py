"""How long a reviewer has what he took up, a decision can be undone, and a rest may last."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from yika.products.tables.span import Span

LOCKED_FOR: Final = timedelta(minutes=10)
UNDONE_WITHIN: Final = timedelta(seconds=10)
SETTLED_AFTER: Final = UNDONE_WITHIN + timedelta(seconds=20)
"""From when on a decision counts: an undoing that came in time may have waited to be done."""
DRAWN_AFTER: Final = timedelta(minutes=1)
"""How long after a decision counts it is drawn for a second look: the holder is told before."""
READ_WITHIN: Final = timedelta(minutes=15)
ANSWERED_WITHIN: Final = timedelta(hours=4)
"""How long a register or a program is waited for before it counts as no answer."""
RESTS_FOR: Final = timedelta(days=14)
APPEALED_WITHIN: Final = timedelta(days=30)
WARNED_BEFORE: Final = timedelta(days=30)


def is_held(until: datetime | None, now: datetime) -> bool:
    """Whether somebody has it. A lock that seems longer than any was made by a wrong clock."""
    return until is not None and now < until <= now + LOCKED_FOR


def is_undoable(decided_at: datetime | None, now: datetime) -> bool:
    """Whether a decision is still fresh, also when the clock has just been set back a little."""
    return decided_at is not None and abs(now - decided_at) < UNDONE_WITHIN


def may_appeal(decided_at: datetime | None, now: datetime) -> bool:
    """Whether the holder may still ask for another person to look at it."""
    return decided_at is not None and now < decided_at + APPEALED_WITHIN


def today(now: datetime, zone: str) -> date:
    """The day it is for the issuer."""
    return now.astimezone(ZoneInfo(zone)).date()


def moment_after(span: Span, now: datetime, zone: str) -> datetime:
    """The end of the last day of a span that begins today."""
    day = span.after(today(now, zone))
    return datetime.combine(day, time.max, ZoneInfo(zone)).replace(microsecond=0)
