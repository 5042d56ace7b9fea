"""How an errand answers: what a face shows and nothing else. Texts are English sources."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from yika.domain.errands.rules.asks import Ask, InBoth
from yika.domain.errands.rules.plan import State, Turn
from yika.kit.actor import ActorKind, Channel
from yika.kit.money import Money
from yika.products.tables.span import Span
from yika.products.tables.table import Words


class StepState(StrEnum):
    """Known: settled by itself, because there was nothing to ask."""

    DONE = "done"
    SKIPPED = "skipped"
    KNOWN = "known"
    NEXT = "next"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of the list at the side."""

    name: str
    title: str
    state: StepState
    optional: bool
    done_at: datetime | None = None
    channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """Something was sent: where to, masked, how long it is good, and when it can be sent again."""

    masked: str
    expires_at: datetime
    again_at: datetime


class Tone(StrEnum):
    """How a line is meant. Text: long, to be read before the field it belongs to."""

    LINE = "line"
    TEXT = "text"
    GOOD = "good"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Told:
    """A line to read before answering. A `literal` text is data, any other is translated.

    A text may belong to a field of the form, and have a version that is agreed to.
    """

    label: str
    value: str | InBoth | date | Money | Span = field(repr=False)
    literal: bool = True
    tone: Tone = Tone.LINE
    above: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """The page a face shows: one heading, one lead, one form, one button.

    While `prepare` is not None and `prepared` is, the form is `prepare` and its action
    `prepare_step`; afterwards it is `asks` and `take_step`, and `prepare_step` sends again.
    Where not `can_here`, there is no form, but `elsewhere` says where to go. While it `waits`,
    somebody else has to do something; while it is `busy`, the page is another one in a moment.
    `skip` is how the button reads that leaves it out, where it stands beside the other as large.
    """

    name: str
    title: str
    lead: str
    button: str
    tells: tuple[Told, ...]
    asks: tuple[Ask, ...]
    prepare: tuple[Ask, ...] | None
    prepared: Prepared | None
    skippable: bool
    can_here: bool
    elsewhere: str
    faces: tuple[Channel, ...]
    who: tuple[ActorKind, ...]
    waits: bool = False
    busy: bool = False
    skip: str = ""


@dataclass(frozen=True, slots=True)
class ErrandCard:
    """The card that an errand is about; its number masked, or only the tail of it."""

    id: str
    number: str
    tail: str
    product: str
    edition: int
    name: Words
    face: str


@dataclass(frozen=True, slots=True)
class ErrandView:
    """An errand for the one who asks.

    `name` is that of the kind of card it is about, also where there is no card yet. `back` is the
    step that going back would undo, empty where there is no way back. A done errand
    may still have a `next`: something small that is offered, and never needed.
    `trouble` is the code of the refusal that the last try met, for whoever helps.
    """

    id: str
    case: str
    kind: str
    title: str
    state: State
    version: int
    issuer: str
    hotline: str
    product: str
    name: Words
    card: ErrandCard | None
    holder: str
    holder_name: str
    steps: tuple[StepView, ...]
    next: NextStep | None
    back: str
    trouble: str
    begun_at: datetime
    due_at: datetime | None
    expires_at: datetime
    ended_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.state is State.OPEN


@dataclass(frozen=True, slots=True)
class ErrandLine:
    """An errand in a list. While it `waits`, somebody else has to do something."""

    id: str
    case: str
    kind: str
    title: str
    state: State
    issuer: str
    name: Words
    card: str
    holder: str
    next: str
    begun_at: datetime
    due_at: datetime | None
    expires_at: datetime
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Ticket:
    """What takes an errand to another face: a code to type, or a token for a link or a QR code.

    Both are shown once, work once, and only until `expires_at`.
    """

    code: str
    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Trouble:
    """An errand that could not begin, or met a refusal, as staff find it by its case number."""

    case: str
    kind: str
    code: str
    issuer: str
    card: str
    channel: Channel
    at: datetime
    hotline: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a case number leads to: an errand, or a beginning that was refused."""

    errand: ErrandView | None = None
    trouble: Trouble | None = None


Record = tuple[Turn, ...]
