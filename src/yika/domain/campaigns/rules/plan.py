"""The plan of a campaign: when holders are warned, and when what of their cards is restricted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from yika.domain.campaigns.rules.refusals import TooSoon
from yika.domain.campaigns.rules.states import Stage
from yika.kit.errors import Fault, Invalid, gettext_noop

ACT_AT: Final = time(10)
"""Nobody is woken by a message, and whoever is restricted finds the counters open."""

WARNINGS_MIN, WARNINGS_MAX = 2, 6
LEAST_DAYS, MOST_DAYS = 3, 365
BETWEEN: Final = 7
"""Days between two restrictions at least."""

WARNS_EXPECTED: Final = gettext_noop("two to six numbers of days, from 3 to 365, such as 30 14 3")
STAGE_EXPECTED: Final = gettext_noop("days after the deadline, from 0 to 365; one of both at least")
LATER_EXPECTED: Final = gettext_noop("at least a week after topping up was restricted")
DEADLINE_EXPECTED: Final = gettext_noop("a day within the next three years")
FARTHEST: Final = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The last day to prove one's name, the days of warning before, and the stages after it."""

    deadline: date
    warns: tuple[int, ...]
    loading_after: int | None
    spending_after: int | None
    zone: str

    @property
    def ends_at(self) -> datetime:
        """When the last day is over where the issuer is."""
        after = datetime.combine(self.deadline + timedelta(days=1), time.min, ZoneInfo(self.zone))
        return after.astimezone(UTC)

    def warn_at(self, number: int) -> datetime:
        """When the warning of this number leaves, counted from 0."""
        return self._at(self.deadline - timedelta(days=self.warns[number]))

    def stage_at(self, stage: Stage) -> datetime | None:
        """When cards get this far; None: never."""
        after = {Stage.LOADING: self.loading_after, Stage.SPENDING: self.spending_after}[stage]
        return None if after is None else self._at(self.deadline + timedelta(days=after + 1))

    def stage_after(self, stage: Stage) -> Stage | None:
        """The next restriction after this one."""
        return next((one for one in Stage if one > stage and self.stage_at(one)), None)

    def warnings_due(self, now: datetime) -> int:
        """How many of the warnings should have left by now."""
        return sum(self.warn_at(number) <= now for number in range(len(self.warns)))

    def next_warning(self, warned: int) -> datetime | None:
        return self.warn_at(warned) if warned < len(self.warns) else None

    def _at(self, day: date) -> datetime:
        return datetime.combine(day, ACT_AT, ZoneInfo(self.zone)).astimezone(UTC)


def check_plan(plan: Plan, *, now: datetime) -> None:
    """Refuse a plan that nobody could keep to, with every fault at once."""
    faults = [*_warn_faults(plan.warns), *_stage_faults(plan)]
    today = now.astimezone(ZoneInfo(plan.zone)).date()
    if not today < plan.deadline <= today + FARTHEST:
        faults.append(Fault("deadline", "", DEADLINE_EXPECTED))
    if faults:
        raise Invalid(faults)
    check_ahead(plan, now=now)


def check_ahead(plan: Plan, *, now: datetime) -> None:
    """Refuse to begin when a warning could not be given any more."""
    if plan.warn_at(0) <= now:
        raise TooSoon


def in_order(warns: Sequence[int]) -> tuple[int, ...]:
    """The days before the deadline, the farthest first."""
    return tuple(sorted(set(warns), reverse=True))


def _warn_faults(warns: tuple[int, ...]) -> list[Fault]:
    enough = WARNINGS_MIN <= len(warns) <= WARNINGS_MAX
    if enough and all(LEAST_DAYS <= days <= MOST_DAYS for days in warns):
        return []
    return [Fault("warns", "", WARNS_EXPECTED)]


def _stage_faults(plan: Plan) -> list[Fault]:
    stages = [one for one in (plan.loading_after, plan.spending_after) if one is not None]
    if not stages or not all(0 <= days <= MOST_DAYS for days in stages):
        return [Fault("loading_after", "", STAGE_EXPECTED)]
    if len(stages) > 1 and stages[1] < stages[0] + BETWEEN:
        return [Fault("spending_after", "", LATER_EXPECTED)]
    return []
