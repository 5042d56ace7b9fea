"""Sends cards of a batch to an outlet."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from yika.domain.cards import rules
from yika.domain.cards.actions.stock.hold_batch import hold_batch
from yika.domain.cards.actions.stock.move_cards import move_cards
from yika.domain.cards.models import Batch, Card, Delivery
from yika.domain.cards.queries.stock import delivery_view
from yika.domain.cards.rules import stock
from yika.domain.cards.rules.numbers import normal_number
from yika.domain.cards.rules.states import Reason, State
from yika.domain.cards.rules.views import DeliveryView
from yika.domain.issuers import queries as issuers
from yika.domain.issuers.rules import UnknownOutlet
from yika.domain.journal.actions import record
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor


class Load(NamedTuple):
    """Which cards of a batch go, by their numbers and by their places in the batch."""

    first: str
    last: str
    pieces: tuple[int, int]
    many: int


@transaction.atomic
def send_cards(
    *,
    batch: str,
    outlet: str,
    count: int | None = None,
    first: str = "",
    last: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> DeliveryView:
    """Send the next so many cards of a batch, those between two numbers, or all that are left.

    They are on their way until the outlet has counted them. Safe to repeat: the same
    `request_id` gives the same delivery.
    """
    row = hold_batch(batch, by=by, right=Right.CARDS_STOCK)
    if seen := _seen(request_id, batch=row, outlet=outlet, by=by):
        return delivery_view(seen, by)

    _check_open(outlet, row.issuer)
    load = _between(row, first, last) if first or last else _next(row, count)

    delivery = _send(row, load, outlet, by=by, now=now, request_id=request_id)
    record(
        "delivery.sent",
        subject=str(delivery),
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"batch": batch, "outlet": outlet, "count": load.many},
    )
    return delivery_view(delivery, by)


def _send(
    batch: Batch, load: Load, outlet: str, *, by: Actor, now: datetime, request_id: str
) -> Delivery:
    delivery = Delivery.objects.create(
        issuer=batch.issuer,
        batch=batch,
        outlet=ids.read("out", outlet),
        count=load.many,
        first_number=load.first,
        last_number=load.last,
        sent_at=now,
        sent_by=by.id,
        sent_by_request=ids.request_key(request_id),
    )
    moved = move_cards(
        Card.objects.filter(batch=batch, piece__range=load.pieces),
        State.MADE,
        State.SENT,
        reason=Reason.DELIVERY,
        by=by,
        now=now,
        request_id=request_id,
        delivery=delivery,
        outlet=delivery.outlet,
    )
    if moved != load.many:
        raise rules.CardsMoved
    return delivery


def _next(batch: Batch, count: int | None) -> Load:
    """The first so many of those that are still here, or all of them."""
    if count is not None:
        stock.check_count(count, most=stock.BATCH_MAX)
    here = Card.objects.filter(batch=batch, state=State.MADE.value).order_by("piece")
    going = list(here.values_list("piece", "number")[:count])
    if len(going) < (count or 1):
        raise rules.NotSoMany(left=len(going))
    return _load(going)


def _between(batch: Batch, first: str, last: str) -> Load:
    """Those from one number to another, all of which must still be here."""
    span = (normal_number(first), normal_number(last))
    inside = Card.objects.filter(batch=batch, number__range=span).order_by("piece")
    going = list(inside.values_list("piece", "number", "state"))
    ends = {number for _, number, _ in going} & set(span)
    if ends != set(span) or any(state != State.MADE for _, _, state in going):
        raise rules.NotInBatch
    return _load([(piece, number) for piece, number, _ in going])


def _load(going: list[tuple[int, str]]) -> Load:
    (first_piece, first), (last_piece, last) = going[0], going[-1]
    return Load(first, last, (first_piece, last_piece), len(going))


def _check_open(outlet: str, issuer: str) -> None:
    found = issuers.outlet(outlet)
    if found.issuer != issuer or found.closed_at is not None:
        raise UnknownOutlet(outlet=outlet)


def _seen(request_id: str, *, batch: Batch, outlet: str, by: Actor) -> Delivery | None:
    seen = Delivery.objects.filter(sent_by_request=ids.request_key(request_id)).first()
    if seen is None:
        return None
    if (seen.batch_id, ids.show("out", seen.outlet), seen.sent_by) != (batch.id, outlet, by.id):
        raise rules.CardRequestReused
    return seen
