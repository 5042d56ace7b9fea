"""Settles a delivery whose count differs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from yika.domain.cards import rules
from yika.domain.cards.actions.stock.hold_batch import hold_delivery
from yika.domain.cards.actions.stock.move_cards import move_cards
from yika.domain.cards.models import Card, Delivery
from yika.domain.cards.queries.stock import delivery_view
from yika.domain.cards.rules import states, stock
from yika.domain.cards.rules.numbers import normal_number
from yika.domain.cards.rules.states import Reason, State
from yika.domain.cards.rules.stock import DeliveryState
from yika.domain.cards.rules.views import DeliveryView
from yika.domain.journal.actions import record
from yika.domain.staff.rules import Right
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids
from yika.kit.actor import Actor


@transaction.atomic
def settle_delivery(
    *,
    delivery: str,
    missing: Sequence[str],
    reason: str,
    note: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> DeliveryView:
    """Name the cards that are missing, by their numbers; all others are in stock.

    The difference stays recorded with its reason. Missing cards are undeliverable until they
    are found or destroyed. Safe to repeat with the same `request_id`.
    """
    row = hold_delivery(delivery, by=by, right=Right.CARDS_STOCK)
    request = ids.request_key(request_id)
    if row.settled_by_request == request:
        return delivery_view(row, by)

    numbers = {normal_number(number) for number in missing}
    stock.check_settlement(
        DeliveryState(row.state), sent=row.count, counted=row.counted, missing=sorted(numbers)
    )
    states.check_step(State.SENT, State.UNDELIVERABLE, reason=reason, note=note)

    _part(row, numbers, Reason(reason), by=by, now=now, request_id=request_id)
    row.state, row.reason = DeliveryState.SETTLED.value, reason
    row.settled_at, row.settled_by, row.settled_by_request = now, by.id, request
    if note.strip():
        row.note = envelope.seal(keyring(), note.strip().encode(), where=row.note_place)
    row.save()

    record(
        "delivery.settled",
        subject=delivery,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"sent": row.count, "counted": row.counted, "reason": reason},
    )
    return delivery_view(row, by)


def _part(
    delivery: Delivery,
    missing: set[str],
    reason: Reason,
    *,
    by: Actor,
    now: datetime,
    request_id: str,
) -> None:
    """The missing cards go one way, the others into stock."""
    act: dict[str, Any] = {"by": by, "now": now, "request_id": request_id}
    cards = Card.objects.filter(delivery=delivery)
    if missing:
        lost = cards.filter(number__in=missing)
        moved = move_cards(lost, State.SENT, State.UNDELIVERABLE, reason=reason, **act)
        if moved != len(missing):
            raise rules.UnknownCard
    move_cards(cards, State.SENT, State.IN_STOCK, reason=Reason.COUNTED, **act)
