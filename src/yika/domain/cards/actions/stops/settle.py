"""Brings a card in line with its stops: its state, its purses, and the list for readers."""

from datetime import datetime

from yika.domain.cards.actions.life.take_step import change, take_step
from yika.domain.cards.models import Card, Stop, StopListEntry, StopListHead
from yika.domain.cards.queries.sold import product_sold, sold_as
from yika.domain.cards.rules import states
from yika.domain.cards.rules.states import State
from yika.domain.cards.rules.stops import Stopped, StopScope, stopped
from yika.domain.ledger import actions as ledger
from yika.domain.ledger import rules as books
from yika.kit.actor import Actor
from yika.products.product import CardProduct

PURSE_STATES = {
    frozenset[StopScope](): books.State.OPEN,
    frozenset({StopScope.SPENDING}): books.State.IN_ONLY,
    frozenset({StopScope.LOADING}): books.State.OUT_ONLY,
    frozenset({StopScope.SPENDING, StopScope.LOADING}): books.State.FROZEN,
}


def settle(
    card: Card,
    *,
    reason: str,
    note: str = "",
    at: datetime | None = None,
    by: Actor,
    now: datetime,
    request_id: str,
) -> None:
    """Make a card that is held what its open stops add up to; `at` is since when, if not now."""
    product = product_sold(sold_as(card))
    many, effect = _effect(card, product)
    after = _state(card, effect)
    if after != card.state:
        since = at or now
        take_step(card, after, reason=reason, note=note, by=by, now=since, request_id=request_id)
    change(card, stops=many)
    if card.activated_at is not None:
        _freeze(card, product, effect, by=by, now=now, request_id=request_id)
    _list(card, effect, now=now)


def follow_purses(
    card: Card, product: CardProduct, *, by: Actor, now: datetime, request_id: str
) -> None:
    """Freeze purses that were just opened, as far as their card is stopped already."""
    if card.stops:
        _, effect = _effect(card, product)
        _freeze(card, product, effect, by=by, now=now, request_id=request_id)


def _effect(card: Card, product: CardProduct) -> tuple[int, Stopped]:
    """How many stops are open, and what they add up to."""
    rows = list(Stop.objects.filter(card=card, ended_at__isnull=True))
    return len(rows), stopped(rows, product.loss.parts if product.loss else ())


def _freeze(
    card: Card, product: CardProduct, effect: Stopped, *, by: Actor, now: datetime, request_id: str
) -> None:
    for purse in product.purses:
        ledger.change_state(
            account=books.purse_name(card.public_id, purse.name),
            state=PURSE_STATES[effect.of_all()],
            reason="stopped" if effect.pairs else "let-go",
            by=by,
            now=now,
            request_id=request_id,
        )


def _state(card: Card, effect: Stopped) -> State:
    if effect.blocks:
        return State.BLOCKED
    if card.state == State.BLOCKED:
        return states.state_after_block(activated=card.activated_at is not None)
    return State(card.state)


def _list(card: Card, effect: Stopped, *, now: datetime) -> None:
    """Give the card a new version on the list, if what is stopped of it has changed."""
    words = " ".join(effect.listed)
    entry = StopListEntry.objects.filter(card=card).first()
    if words == (entry.stopped if entry else ""):
        return
    StopListHead.objects.get_or_create(issuer=card.issuer)
    head = StopListHead.objects.select_for_update().get(issuer=card.issuer)
    head.version += 1
    head.save(update_fields=["version"])
    StopListEntry.objects.update_or_create(
        card=card,
        defaults={
            "issuer": card.issuer,
            "version": head.version,
            "stopped": words,
            "changed_at": now,
        },
    )
