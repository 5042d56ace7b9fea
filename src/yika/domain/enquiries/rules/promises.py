"""When an answer is due, who is told when it is late, and when an answered one is over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from yika.domain.enquiries.rules.kinds import Kind

DAY: Final = timedelta(days=1)
CLOSES_AFTER: Final = 14 * DAY
"""How long an answer waits for a word from who asked, before the enquiry closes by itself."""
REOPENS_WITHIN: Final = 30 * DAY
"""How long after its end somebody may come back to it; later he asks anew."""
LEVEL_MAX: Final = 2


@dataclass(frozen=True, slots=True)
class Promise:
    """How soon an answer comes, how soon one to a further word, and how fast lateness rises."""

    first: timedelta
    again: timedelta
    rises: timedelta


PROMISES: Mapping[Kind, Promise] = MappingProxyType(
    {
        Kind.ENQUIRY: Promise(first=3 * DAY, again=2 * DAY, rises=DAY),
        Kind.COMPLAINT: Promise(first=7 * DAY, again=3 * DAY, rises=2 * DAY),
        Kind.SUGGESTION: Promise(first=14 * DAY, again=7 * DAY, rises=7 * DAY),
    }
)


def due(kind: Kind, now: datetime) -> datetime:
    """Until when who asks now is answered."""
    return now + PROMISES[kind].first


def due_again(kind: Kind, now: datetime) -> datetime:
    """Until when he is, after he has come back with a further word."""
    return now + PROMISES[kind].again


def rises_at(kind: Kind, level: int, *, due_at: datetime, now: datetime) -> datetime | None:
    """When a late one rises from this level to the next; None from the highest.

    What rose before it was due, because somebody said so, rises again when it is due.
    """
    if level >= LEVEL_MAX:
        return None
    return due_at if level == 0 or now < due_at else now + PROMISES[kind].rises


def may_reopen(closed_at: datetime, now: datetime) -> bool:
    """Whether somebody may still come back to what is closed."""
    return now < closed_at + REOPENS_WITHIN
