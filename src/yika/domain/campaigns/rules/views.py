"""How campaigns answer: values, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from yika.domain.campaigns.rules.plan import Plan
from yika.domain.campaigns.rules.states import CardState, Stage, State
from yika.domain.campaigns.rules.steps import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignView:
    """A campaign for the cards of one product. `found`: cards in use when it was gathered;
    `known_before`: those of them whose holders had proven their names already.
    """

    id: str
    issuer: str
    product: str
    level: int
    state: State
    plan: Plan
    planned_by: str
    planned_at: datetime
    started_by: str
    started_at: datetime | None
    ended_at: datetime | None
    found: int
    known_before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignCardView:
    """One card in a campaign. `why`, `note` and `excepted_until` are those of its exception."""

    id: str
    campaign: str
    card: str
    holder: str
    state: CardState
    stage: Stage
    next_at: datetime | None
    since: datetime
    notices: tuple[Notice, ...]
    why: str
    note: str = field(repr=False)
    excepted_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a campaign has come: cards by state, and on how many names were proven each day."""

    found: int
    known_before: int
    counts: Mapping[CardState, int]
    proven: Mapping[date, int]

    @property
    def known(self) -> int:
        """Cards whose holders have proven their names by now."""
        return self.known_before + self.counts[CardState.KNOWN]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """How many cards had got so far by the end of a day; a card may be counted several times.

    `told`: its holder was told something; `arrived`: and at least one of it arrived; `restricted`:
    it was at some time; `proven`, `excepted`: it is today, since that day.
    """

    day: date
    told: int
    arrived: int
    proven: int
    restricted: int
    excepted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a holder is asked for because of one of his cards, and what happens when.

    `restricts` is how far the next stage goes, at `restricts_at`; None: no further. `ends_at` is
    the end of the last day where the issuer is.
    """

    campaign: str
    card: str
    issuer: str
    product: str
    state: CardState
    deadline: date
    restricts: Stage | None
    restricts_at: datetime | None
    ends_at: datetime

    def in_time(self, now: datetime) -> bool:
        """Whether the last day is not over."""
        return now < self.ends_at
