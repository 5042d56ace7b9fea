"""Counts a delivery at its outlet."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards.actions.stock.hold_batch import hold_delivery
from yika.domain.cards.actions.stock.move_cards import move_cards
from yika.domain.cards.models import Card
from yika.domain.cards.queries.stock import delivery_view
from yika.domain.cards.rules import stock
from yika.domain.cards.rules.states import Reason, State
from yika.domain.cards.rules.stock import DeliveryState
from yika.domain.cards.rules.views import DeliveryView
from yika.domain.journal.actions import record
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor


@transaction.atomic
def count_delivery(
    *, delivery: str, counted: int, by: Actor, now: datetime, request_id: str
) -> DeliveryView:
    """Note how many cards arrived, counted by who does not know how many were sent.

    When it agrees, the cards are in stock. When it differs, they wait until they were counted
    again or the difference was settled. Safe to repeat with the same `request_id`.
    """
    row = hold_delivery(delivery, by=by, right=Right.CARDS_STOCK)
    request = ids.request_key(request_id)
    if row.counted_by_request == request:
        return delivery_view(row, by)

    stock.check_countable(DeliveryState(row.state))
    stock.check_counted(counted)

    row.counted, row.counted_at = counted, now
    row.counted_by, row.counted_by_request = by.id, request
    row.state = stock.state_after_count(sent=row.count, counted=counted).value
    row.save()
    if row.state == DeliveryState.RECEIVED:
        move_cards(
            Card.objects.filter(delivery=row),
            State.SENT,
            State.IN_STOCK,
            reason=Reason.COUNTED,
            by=by,
            now=now,
            request_id=request_id,
        )

    record(
        "delivery.counted",
        subject=delivery,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"sent": row.count, "counted": counted, "difference": counted - row.count},
    )
    return delivery_view(row, by)
