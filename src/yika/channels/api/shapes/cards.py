"""How cards, their history, batches and deliveries look to programs."""

from datetime import date
from typing import Annotated

from pydantic import Field, WithJsonSchema

from yika.channels.api.shapes.stops import Stop
from yika.channels.api.terms.shapes import (
    BatchId,
    CardId,
    DeliveryId,
    HolderId,
    Moment,
    OutletId,
    ProductCode,
    Shape,
    Words,
    one_of,
)
from yika.domain.cards.rules.states import STEPS, State
from yika.domain.cards.rules.stock import DeliveryState
from yika.domain.cards.rules.views import BatchView, CardView, DeliveryView, StepLine
from yika.kit.errors import gettext_noop

CardState = Annotated[State, one_of(State)]
DeliveryStates = Annotated[DeliveryState, one_of(DeliveryState)]
Masked = Annotated[str, Field(examples=["6217 ···· 0417"])]


class Card(Shape):
    """A card. Of its number only the ends are shown.

    `standing` says how it stands because of its open `stops`: in one word, such as `lost` or
    `frozen`; without any it is the state.
    """

    id: CardId
    product: ProductCode
    edition: int
    name: Words
    number: Masked
    state: CardState
    standing: str = Field(examples=["active"])
    stops: list[Stop]
    holder: HolderId | None
    outlet: OutletId | None
    batch: BatchId
    activated_at: Moment | None
    valid_until: date | None

    @classmethod
    def of(cls, card: CardView) -> "Card":
        return cls(
            id=card.id,
            product=card.product,
            edition=card.edition,
            name=Words.of(card.name),
            number=card.masked_number,
            state=card.state,
            standing=card.standing.code,
            stops=[Stop.of(stop) for stop in card.stops],
            holder=card.holder or None,
            outlet=card.outlet or None,
            batch=card.batch,
            activated_at=card.activated_at,
            valid_until=card.valid_until,
        )


class CardStep(Shape):
    """One step of a card's life. What staff noted about it stays with them."""

    at: Moment
    before: CardState | None
    after: CardState
    reason: str
    by: str
    channel: str

    @classmethod
    def of(cls, line: StepLine) -> "CardStep":
        return cls(
            at=line.at,
            before=line.before,
            after=line.after,
            reason=line.reason,
            by=line.actor,
            channel=line.channel,
        )


class CardHistory(Shape):
    """The oldest first."""

    data: list[CardStep]


class Batch(Shape):
    """Cards that were made or taken over together; `states` counts them by their state."""

    id: BatchId
    product: ProductCode
    edition: int
    name: Words
    count: int
    first_number: str
    last_number: str
    made_at: Moment
    made_by: str
    taken_over: bool
    states: dict[str, int]

    @classmethod
    def of(cls, batch: BatchView) -> "Batch":
        return cls(
            id=batch.id,
            product=batch.product,
            edition=batch.edition,
            name=Words.of(batch.name),
            count=batch.count,
            first_number=batch.first_number,
            last_number=batch.last_number,
            made_at=batch.made_at,
            made_by=batch.made_by,
            taken_over=batch.taken_over,
            states={state.value: many for state, many in batch.states.items()},
        )


class Delivery(Shape):
    """Cards on their way to an outlet, or counted there."""

    id: DeliveryId
    batch: BatchId
    product: ProductCode
    outlet: OutletId
    state: DeliveryStates
    count: int | None
    sent_at: Moment
    counted: int | None
    counted_at: Moment | None
    difference: int | None = Field(description=gettext_noop("What was counted less what was sent."))

    @classmethod
    def of(cls, delivery: DeliveryView) -> "Delivery":
        return cls(
            id=delivery.id,
            batch=delivery.batch,
            product=delivery.product,
            outlet=delivery.outlet,
            state=delivery.state,
            count=delivery.count,
            sent_at=delivery.sent_at,
            counted=delivery.counted,
            counted_at=delivery.counted_at,
            difference=delivery.difference,
        )


def reasons(after: State) -> WithJsonSchema:
    """Marks the reason of a step with those that there can be."""
    found = (steps[after] for steps in STEPS.values() if after in steps)
    known = {reason.value for several in found for reason in several}
    return WithJsonSchema({"type": "string", "enum": sorted(known)})
