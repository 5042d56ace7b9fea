"""Notes that a card did not reach anybody, and that it was found again."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.actions.life.take_step import seen_step, take_step
from yika.domain.cards.actions.outlet.back_in_stock import back_in_stock
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import as_card_view
from yika.domain.cards.rules.states import Reason, State
from yika.domain.cards.rules.views import CardView
from yika.domain.journal.actions import record
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor


@transaction.atomic
def mark_undeliverable(
    *, card: str, reason: str, note: str = "", by: Actor, now: datetime, request_id: str
) -> CardView:
    """Note that a card came back or was lost on its way, and why.

    Safe to repeat: the same `request_id` gives the same card.
    """
    row = hold_card(card, by=by, right=Right.CARDS_STOCK, now=now)
    if seen_step(row, State.UNDELIVERABLE, by=by, request_id=request_id):
        return as_card_view(row, by)

    take_step(
        row, State.UNDELIVERABLE, reason=reason, note=note, by=by, now=now, request_id=request_id
    )
    record(
        "card.undeliverable",
        subject=card,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"reason": reason},
    )
    return as_card_view(row, by)


@transaction.atomic
def find_again(*, card: str, by: Actor, now: datetime, request_id: str) -> CardView:
    """Put an undeliverable card that was found back into stock, belonging to nobody.

    Safe to repeat: the same `request_id` gives the same card.
    """
    row = hold_card(card, by=by, right=Right.CARDS_STOCK, now=now)
    if seen_step(row, State.IN_STOCK, by=by, request_id=request_id):
        return as_card_view(row, by)

    take_step(
        row,
        State.IN_STOCK,
        reason=Reason.FOUND,
        by=by,
        now=now,
        request_id=request_id,
        **back_in_stock(row, by),
    )
    record(
        "card.found_again",
        subject=card,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"outlet": scope.outlet_id(row)},
    )
    return as_card_view(row, by)
