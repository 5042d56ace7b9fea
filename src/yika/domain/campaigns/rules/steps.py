"""What is due for one card of a campaign: nobody is restricted whose warnings did not arrive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from yika.domain.campaigns.rules.plan import Plan
from yika.domain.campaigns.rules.states import Stage

ARRIVED_MIN: Final = 2
TIME_TO_ACT: Final = timedelta(days=2)
"""How long somebody has at least after the last warning arrived."""

LOOK_AGAIN: Final = timedelta(days=1)


class Kind(StrEnum):
    """What a holder was told: a warning of the plan, one that staff sent again, a restriction."""

    PLANNED = "planned"
    AGAIN = "again"
    RESTRICTED = "restricted"


class Act(StrEnum):
    WARN = "warn"
    RESTRICT = "restrict"
    LIST = "list"
    WAIT = "wait"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that a holder was told, and when it arrived; None: we do not know that it did."""

    number: int
    kind: Kind
    told_at: datetime
    arrived_at: datetime | None


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be done now, how far the card gets by it, and when to look at it again."""

    act: Act
    stage: Stage
    again_at: datetime | None


def due(plan: Plan, *, stage: Stage, warned: int, notices: Sequence[Notice], now: datetime) -> Due:
    """What is due for a card whose holder has still to prove his name."""
    if plan.warnings_due(now) > warned:
        return Due(Act.WARN, stage, now)
    further = plan.stage_after(stage)
    at = plan.stage_at(further) if further else None
    if further is None or at is None:
        return Due(Act.WAIT, stage, None)
    if now < at:
        return Due(Act.WAIT, stage, min(plan.next_warning(warned) or at, at))
    if is_warned(notices, now=now):
        return Due(Act.RESTRICT, further, now)
    return Due(Act.LIST, stage, now + LOOK_AGAIN)


def is_warned(notices: Sequence[Notice], *, now: datetime) -> bool:
    """Whether all that he was told has arrived, twice at least and long enough ago.

    What did not arrive is made good by a warning after it that staff sent again and that did.
    """
    arrived = [one.arrived_at for one in notices if one.arrived_at]
    mended = max((one.number for one in notices if _is_again(one)), default=-1)
    missing = [one for one in notices if not one.arrived_at and one.number > mended]
    if missing or len(arrived) < ARRIVED_MIN:
        return False
    return max(arrived) <= now - TIME_TO_ACT


def _is_again(notice: Notice) -> bool:
    return notice.kind is Kind.AGAIN and notice.arrived_at is not None
