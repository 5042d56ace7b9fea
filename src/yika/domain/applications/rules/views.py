"""How applications and what can be applied for answer: values, never rows."""

from dataclasses import dataclass, field
from datetime import datetime

from yika.domain.applications.rules.receipt import Receipt
from yika.domain.applications.rules.states import WORK, Act, State
from yika.kit.money import Money
from yika.products.product import CardProduct
from yika.products.tables.application import Application as Policy
from yika.products.tables.table import Words


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of card that can be applied for now, by its edition in force."""

    issuer: str
    product: CardProduct
    policy: Policy

    @property
    def about(self) -> str:
        """What an errand about it names."""
        return f"{self.issuer}/{self.product.code}"

    @property
    def begins_as(self) -> State:
        """Where an application stands that was just taken in."""
        return State.SUBMITTED if self.policy.review else State.ACCEPTED

    @property
    def fee(self) -> Money | None:
        return self.policy.fee


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationView:
    """An application for the one who asks.

    `receipt` carries an address for the holder alone. `card` is empty until one is put aside; its
    masked `number` stands only where one application is asked for, not in lists.
    """

    id: str
    case: str
    issuer: str
    product: str
    edition: int
    name: Words
    holder: str
    card: str
    number: str
    number_chosen: bool
    receipt: Receipt
    masked_address: str
    documents: tuple[str, ...]
    state: State
    reason: str
    carrier: str
    tracking: str
    submitted_at: datetime
    due_at: datetime
    collect_until: datetime | None
    ended_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    def is_late(self, now: datetime) -> bool:
        """Whether the issuer has not done in time what it promised."""
        return self.state in WORK and self.due_at < now


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One line of an application's history; the note for staff and for its holder."""

    at: datetime
    act: Act
    after: State
    reason: str
    note: str = field(repr=False)
    actor_kind: str
    actor: str
    channel: str
