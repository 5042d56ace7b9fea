"""How cards, their history and their stock answer: values, never rows."""

from dataclasses import dataclass, field
from datetime import date, datetime

from yika.domain.cards.rules import numbers
from yika.domain.cards.rules.states import State
from yika.domain.cards.rules.stock import DeliveryState
from yika.domain.cards.rules.stops.standing import Standing
from yika.domain.cards.rules.stops.views import StopView
from yika.products.tables.table import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """A card for the one who asks.

    `label` is what its holder calls it, empty for anybody else. `holder` and `outlet` are public
    ids; `holder` is empty where the card has none, or for somebody who may not know. `stops` are
    the open ones, the oldest first, and `standing` says in words how the card stands because of
    them: show it, not `state`, wherever people look.
    """

    id: str
    issuer: str
    product: str
    edition: int
    name: Words
    number: str = field(repr=False)
    state: State
    standing: Standing
    stops: tuple[StopView, ...]
    holder: str
    outlet: str
    batch: str
    label: str = field(repr=False)
    face: str
    place: int
    activated_at: datetime | None
    valid_until: date | None

    @property
    def masked_number(self) -> str:
        """What a page shows of the number: the first four digits and the last four."""
        return numbers.masked(self.number)

    @property
    def tail(self) -> str:
        """The last four digits."""
        return self.number[-4:]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One line of a card's history; `note` only for staff of the issuer."""

    at: datetime
    before: State | None
    after: State
    reason: str
    note: str = field(repr=False)
    actor: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PinView:
    """What may be known of a PIN. Nothing of the PIN itself."""

    digits: int
    is_set: bool
    is_locked: bool
    is_old: bool
    set_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchView:
    """A batch of cards; `states` counts its cards by their state."""

    id: str
    issuer: str
    product: str
    edition: int
    name: Words
    count: int
    first_number: str
    last_number: str
    made_at: datetime
    made_by: str
    taken_over: bool
    states: dict[State, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryView:
    """A delivery. `count`, the numbers and the difference are None for who has yet to count it."""

    id: str
    issuer: str
    batch: str
    product: str
    outlet: str
    state: DeliveryState
    count: int | None
    first_number: str | None
    last_number: str | None
    sent_at: datetime
    sent_by: str
    counted: int | None
    counted_at: datetime | None
    counted_by: str
    difference: int | None
    reason: str
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class CardCount:
    """How many cards of a kind are somewhere in one state; `outlet` is empty for nowhere."""

    outlet: str
    product: str
    state: State
    many: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLine:
    """How many cards of a product are at an outlet; `outlet` is empty for the issuer's own."""

    outlet: str
    product: str
    name: Words
    states: dict[State, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """What is printed on one card."""

    piece: int
    number: str
    qr: str = field(repr=False)
    code: str = field(repr=False)
