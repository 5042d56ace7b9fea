"""Verifications as values, made for the one who asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from yika.domain.identity.rules.checks import Outcome
from yika.domain.identity.rules.documents import Side
from yika.domain.identity.rules.reasons import Words
from yika.domain.identity.rules.review.asking import HOLDER
from yika.domain.identity.rules.review.states import Act, Look, State
from yika.kit.actor import ActorKind, Channel
from yika.products.documents import Document


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture that was given; the picture itself is shown by a look of its own."""

    id: str
    document: str
    side: Side
    notes: tuple[str, ...]
    given_at: datetime
    whose: str = HOLDER


@dataclass(frozen=True, slots=True)
class CheckView:
    """The answer of one check at the last submission. Its facts name fields and figures only."""

    name: str
    outcome: Outcome
    reason: str
    words: Words | None
    engine: str
    version: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TurnView:
    """One thing that happened. Persons are public ids; the holder is not told who decided."""

    version: int
    act: Act
    at: datetime
    by_kind: ActorKind
    by: str
    channel: Channel
    reason: str
    words: str
    remark: str


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One line of a list of verifications."""

    id: str
    case: str
    holder: str
    issuer: str
    product: str
    state: State
    document: Document
    attempt: int
    submitted_at: datetime | None
    due_at: datetime | None
    late: bool
    held: bool
    raised: bool
    appealed: bool
    second: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationView:
    """One verification. `fields` are whole for its holder, and masked for staff.

    `missing` are the sides that are still to be given, as document and side. `agent_…` is the
    same of the document of who comes for the holder, masked for everybody. `takes_…` says what
    the policy allows, `awaited` which checks have not been answered yet, `reached` how firmly he
    would be known now. `face_barred`:
    of this minor no face is taken without a guardian. `needs_two`: a confirmation takes two
    people. `signed`: how the person confirmed the details as they stand.
    """

    line: QueueLine
    version: int
    channel: Channel
    subject: str
    level: int
    sides: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, str], ...]
    fields: dict[str, str]
    edited: tuple[str, ...]
    agent_role: str
    asked_thing: str
    asked_reason: str
    reason: str
    begun_at: datetime
    decided_at: datetime | None
    rests_until: datetime | None
    attempts_left: int
    locked_by: str
    locked_until: datetime | None
    original_seen: bool
    face_compared: bool
    pictures: tuple[PictureView, ...]
    checks: tuple[CheckView, ...]
    turns: tuple[TurnView, ...]
    needs_two: bool = False
    agent_document: str = ""
    agent_fields: dict[str, str] = field(default_factory=dict)
    agent_sides: tuple[tuple[str, str], ...] = ()
    agent_missing: tuple[tuple[str, str], ...] = ()
    takes_agents: bool = False
    takes_guardians: bool = False
    agent_pictures: bool = False
    takes_face: bool = False
    face_barred: bool = False
    awaited: tuple[str, ...] = ()
    reached: int = 1
    signed: str = ""

    @property
    def id(self) -> str:
        return self.line.id

    @property
    def state(self) -> State:
        return self.line.state


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLookView:
    """A confirmation that was drawn for a second look. `waits_for_him`: who asks may take it up,
    as far as it is known without opening anything.
    """

    verification: str
    case: str
    product: str
    document: Document
    state: Look
    approved_by: str
    approved_at: datetime | None
    drawn_at: datetime
    reason: str
    locked_by: str
    locked_until: datetime | None
    waits_for_him: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """How the desk of an issuer stands, and what was decided in a span of time."""

    waiting: int
    late: int
    held: int
    raised: int
    oldest_at: datetime | None
    approved: int
    refused: int
    asked_again: int
    by_reviewer: dict[str, int]
    by_reason: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What a queue is narrowed to; `only` is one of `late`, `appealed`, `raised`, `second`."""

    product: str = ""
    document: str = ""
    only: str = ""
