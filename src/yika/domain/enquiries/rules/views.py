"""What others are shown of enquiries."""

from dataclasses import dataclass, field
from datetime import datetime

from yika.domain.enquiries.rules.kinds import Kind, Topic
from yika.domain.enquiries.rules.states import Act, State
from yika.kit.actor import ActorKind, Channel


@dataclass(frozen=True, slots=True)
class TurnView:
    """One turn. `by` is a public id, empty for who only sees that it was us; so is `to`.

    `detail` is whom it was handed to, the level it rose to, or the number of stars.
    """

    version: int
    act: Act
    at: datetime
    by_kind: ActorKind
    by: str
    channel: Channel
    words: str = field(repr=False)
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryLine:
    """An enquiry in a list."""

    id: str
    number: str
    kind: Kind
    topic: Topic
    issuer: str
    outlet: str
    holder: str
    state: State
    level: int
    owner: str
    asked_at: datetime
    due_at: datetime
    stars: int | None

    def is_overdue(self, now: datetime) -> bool:
        """Whether we owe an answer that was promised for earlier."""
        return self.state is State.OPEN and self.due_at <= now


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryView(EnquiryLine):
    """An enquiry for the one who asks to see it.

    `who` is the name or the contact of who asked, masked. `version` is that of its last turn.
    What may be done with it by this actor now is said too, so that no face has to know.
    """

    who: str
    about: str
    page: str
    channel: Channel
    version: int
    turns: tuple[TurnView, ...]
    answered_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    may_add: bool
    may_answer: bool
    may_close: bool
    may_escalate: bool
    may_rate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How the enquiries of an issuer stand. `stars` is the mean of the last 30 days, in tenths."""

    open: int
    overdue: int
    escalated: int
    unowned: int
    mine: int
    stars: int | None
    rated: int
