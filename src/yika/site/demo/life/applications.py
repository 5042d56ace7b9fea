"""Cards of the demo that somebody applied for, one at every stage of its way."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from yika.domain.applications import actions, queries
from yika.domain.applications.rules import ApplicationView, Offer, Receipt, Way
from yika.domain.cards import queries as cards
from yika.domain.cards.rules import State
from yika.domain.errands.rules.cases import shown
from yika.domain.people import queries as people
from yika.kit import ids
from yika.kit.actor import Actor
from yika.site.demo.houses import House
from yika.site.demo.life import SAID
from yika.site.demo.life.people import people_of

LOOKED_AT: Final = 60
WRITTEN: Final = SAID["application"]


def fill(house: House, *, now: datetime) -> None:
    """One application at each stage for the kinds that can be applied for.

    What is there already stays as it is.
    """
    offers = queries.offers(now=now, issuer=house.code)
    holders = people_of(house)
    for offer in offers:
        for stage, holder in zip(STAGES, holders, strict=False):
            _apply(house, offer, holder, stage=stage, now=now)


def _apply(house: House, offer: Offer, holder: Actor, *, stage: "Stage", now: datetime) -> None:
    request = f"demo:application:{offer.about}:{stage.__name__}"
    begun_at = now - timedelta(days=1)
    errand = ids.show("err", ids.request_key(request))
    sent = "send" in offer.policy.ways and stage in {_sent, _came_back}
    own = people.holder(holder.id, now=now)
    receipt = (
        Receipt(
            way=Way.SEND,
            addressee=own.name or WRITTEN["name"],
            address=WRITTEN["address"],
            phone=WRITTEN["phone"],
        )
        if sent or "collect" not in offer.policy.ways
        else Receipt(way=Way.COLLECT, outlet=house.outlets[0])
    )
    mine = queries.applications_of(holder.id, by=holder)
    if any(one.product == offer.product.code for one in mine):
        return
    view = actions.submit_application(
        errand=errand,
        case=_case(request),
        about=offer.about,
        holder=holder.id,
        receipt=receipt,
        **_asking(request, holder, begun_at),
    )
    stage(house, view, now)


def _looked_at(_house: House, _view: ApplicationView, _now: datetime) -> None:
    """Just taken in."""


def _ready(house: House, view: ApplicationView, now: datetime) -> None:
    """It lies at the first outlet."""
    if view.receipt.way is Way.COLLECT and _put_aside(house, view, now):
        asked = _asking(f"{view.id}:ready", house.teller, now - timedelta(hours=3))
        actions.ready_to_collect(application=view.id, **asked)


def _sent(house: House, view: ApplicationView, now: datetime) -> None:
    """Given to the carrier this morning."""
    if view.receipt.way is Way.SEND and _put_aside(house, view, now):
        asked = _asking(f"{view.id}:sent", house.teller, now - timedelta(hours=5))
        actions.send_card(
            application=view.id, carrier=WRITTEN["carrier"], tracking=WRITTEN["tracking"], **asked
        )


def _came_back(house: House, view: ApplicationView, now: datetime) -> None:
    """Nobody of that name at the door."""
    _sent(house, view, now)
    if queries.application(view.id, by=house.teller).state == "sent":
        asked = _asking(f"{view.id}:back", house.teller, now - timedelta(hours=1))
        actions.note_undeliverable(application=view.id, reason="address-unknown", **asked)


Stage = Callable[[House, ApplicationView, datetime], None]
STAGES: Final[tuple[Stage, ...]] = (_looked_at, _ready, _sent, _came_back)


def _put_aside(house: House, view: ApplicationView, now: datetime) -> bool:
    """A card of the first outlet; False where none is left."""
    teller, then = house.teller, now - timedelta(hours=8)
    if view.state == "submitted":
        asked = _asking(f"{view.id}:accept", teller, then)
        actions.accept_application(application=view.id, **asked)
    found = cards.cards(
        teller,
        product=view.product,
        state=State.IN_STOCK.value,
        outlet=house.outlets[0],
        limit=LOOKED_AT,
    )
    free = next((card for card in found if not card.holder), None)
    if free is None:
        return False
    asked = _asking(f"{view.id}:card", teller, then)
    actions.assign_card(application=view.id, card=free.number, **asked)
    return True


def _case(request: str) -> str:
    """A case number that is the same each time."""
    letters = ids.show("app", ids.request_key(request)).upper()
    return shown(letters[-8:])


def _asking(request: str, by: Actor, now: datetime) -> dict[str, Any]:
    return {"by": by, "now": now, "request_id": request}
