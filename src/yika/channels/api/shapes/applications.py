"""How applications look to programs."""

from typing import Annotated

from pydantic import Field

from yika.channels.api.shapes.errands import CaseNumber
from yika.channels.api.terms.shapes import (
    ApplicationId,
    CardId,
    HolderId,
    Moment,
    OutletId,
    ProductCode,
    Shape,
    Words,
    one_of,
)
from yika.domain.applications.rules import Act, ApplicationView, Offer, State, StepLine, Way
from yika.kit.errors import gettext_noop

ApplicationState = Annotated[State, one_of(State)]
Span = Annotated[str, Field(examples=["5 days"])]


class CardOffer(Shape):
    """A kind of card that can be applied for: begin an `application` about it."""

    about: Annotated[str, Field(examples=["rivertown-transit/transit-adult"])]
    product: ProductCode
    name: Words
    ways: list[Annotated[Way, one_of(Way)]]
    documents: list[str]
    fee: str = Field(description=gettext_noop("Empty where it costs nothing."))
    due: Span
    kept: Span

    @classmethod
    def of(cls, offer: Offer) -> "CardOffer":
        return cls(
            about=offer.about,
            product=offer.product.code,
            name=Words.of(offer.product.name),
            ways=[Way(way) for way in offer.policy.ways],
            documents=list(offer.policy.documents),
            fee=str(offer.fee) if offer.fee else "",
            due=str(offer.policy.due),
            kept=str(offer.policy.kept),
        )


class CardOffers(Shape):
    """Every kind of card of the issuer that can be applied for now."""

    data: list[CardOffer]


class Application(Shape):
    """An application as it stands. The address is masked."""

    id: ApplicationId
    case: CaseNumber
    product: ProductCode
    edition: int
    name: Words
    holder: HolderId
    card: CardId | None
    number_chosen: bool
    way: Annotated[Way, one_of(Way)]
    outlet: OutletId | None
    masked_address: str
    state: ApplicationState
    reason: str
    carrier: str
    tracking: str
    submitted_at: Moment
    due_at: Moment
    collect_until: Moment | None
    ended_at: Moment | None

    @classmethod
    def of(cls, view: ApplicationView) -> "Application":
        return cls(
            id=view.id,
            case=view.case,
            product=view.product,
            edition=view.edition,
            name=Words.of(view.name),
            holder=view.holder,
            card=view.card or None,
            number_chosen=view.number_chosen,
            way=view.receipt.way,
            outlet=view.receipt.outlet or None,
            masked_address=view.masked_address,
            state=view.state,
            reason=view.reason,
            carrier=view.carrier,
            tracking=view.tracking,
            submitted_at=view.submitted_at,
            due_at=view.due_at,
            collect_until=view.collect_until,
            ended_at=view.ended_at,
        )


class ApplicationHappened(Shape):
    """One thing that happened to an application."""

    at: Moment
    act: Annotated[Act, one_of(Act)]
    state: ApplicationState
    reason: str
    by: str
    channel: str

    @classmethod
    def of(cls, line: StepLine) -> "ApplicationHappened":
        return cls(
            at=line.at,
            act=line.act,
            state=line.after,
            reason=line.reason,
            by=line.actor,
            channel=line.channel,
        )


class ApplicationHistory(Shape):
    """The oldest first."""

    data: list[ApplicationHappened]
