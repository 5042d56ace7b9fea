"""Cards of the demo that are lost, found again or frozen, so that every page has some to show."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from yika.domain.cards import actions, queries
from yika.domain.cards.rules import CardView
from yika.kit.actor import Actor, ActorKind, Channel
from yika.site.demo import cast
from yika.site.demo.houses import House

FIRST: Final = 3  # the cards before it are blocked, or left alone
MANY: Final = 200


def fill(house: House, *, now: datetime) -> None:
    """A few stops for each product of a house. What is there already stays as it is.

    After the books are filled: nothing moves at the purse of a card that is stopped.
    """
    for code in cast.ISSUERS[house.code].products:
        cards = _in_use(house, code)
        for card, stop in zip(cards[FIRST:], STOPS, strict=False):
            stop(house.teller, card, now)


def _in_use(house: House, product: str) -> Sequence[CardView]:
    """The cards that were activated and have a holder, in the order of their numbers."""
    found = queries.cards(house.teller, product=product, limit=MANY)
    used = [card for card in found if card.activated_at and card.holder]
    return sorted(used, key=lambda card: card.number)


def _lost_for_a_time(_teller: Actor, card: CardView, now: datetime) -> None:
    """By its holder, a day ago; where there are formal reports only, formally."""
    loss = queries.product_of(card).loss
    if loss:
        formal = loss.temporary is None
        _report(card, _holder(card), formal=formal, now=now - timedelta(days=1))


def _lost_for_good(teller: Actor, card: CardView, now: datetime) -> None:
    """On the telephone, some days ago."""
    if queries.product_of(card).loss:
        clerk = replace(teller, channel=Channel.HOTLINE)
        _report(card, clerk, formal=True, now=now - timedelta(days=6))


def _frozen(_teller: Actor, card: CardView, now: datetime) -> None:
    """Last night, by its holder."""
    freeze = queries.product_of(card).freeze
    if freeze and freeze.holder:
        asked = _asking("freeze", card, _holder(card), now - timedelta(hours=14))
        actions.freeze_card(card=card.id, scope=freeze.holder[-1], **asked)


def _found_again(teller: Actor, card: CardView, now: datetime) -> None:
    """Reported, and found in the other coat a day later."""
    if queries.product_of(card).loss:
        lost_at, holder = now - timedelta(days=9), _holder(card)
        _report(card, holder, formal=True, now=lost_at)
        reported = [stop for stop in queries.stops(card.id, teller) if stop.is_loss]
        found = _asking("found", card, teller, lost_at + timedelta(days=1))
        actions.found_again(stop=reported[0].id, **found)


STOPS: Final[Sequence[Callable[[Actor, CardView, datetime], None]]] = (
    _lost_for_a_time,
    _lost_for_good,
    _frozen,
    _found_again,
)


def _report(card: CardView, by: Actor, *, formal: bool, now: datetime) -> None:
    actions.report_loss(card=card.id, formal=formal, **_asking("lost", card, by, now))


def _holder(card: CardView) -> Actor:
    return Actor(ActorKind.HOLDER, card.holder, Channel.WEB)


def _asking(what: str, card: CardView, by: Actor, now: datetime) -> dict[str, Any]:
    return {"by": by, "now": now, "request_id": f"demo:{what}:{card.id}"}
