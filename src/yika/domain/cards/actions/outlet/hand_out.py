"""Hands a card out of the stock of an outlet, and takes it back unused."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards import rules
from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.actions.life.take_step import seen_step, take_step
from yika.domain.cards.actions.life.tell_holder import tell_holder
from yika.domain.cards.actions.outlet.back_in_stock import back_in_stock
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import as_card_view, next_place
from yika.domain.cards.rules.states import Reason, State
from yika.domain.cards.rules.views import CardView
from yika.domain.journal.actions import record
from yika.domain.people.actions import acquaint
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor


@transaction.atomic
def hand_out(
    *,
    card: str,
    holder: str = "",
    reason: str = Reason.HANDED_OVER.value,
    by: Actor,
    now: datetime,
    request_id: str,
) -> CardView:
    """Give a card to somebody, or send it by mail. With a holder, only he can activate it.

    Safe to repeat: the same `request_id` gives the same card.
    """
    row = hold_card(card, by=by, right=Right.CARDS_HAND_OUT, now=now)
    if seen_step(row, State.HANDED_OUT, by=by, request_id=request_id):
        return as_card_view(row, by)

    scope.check_at_outlet(row.outlet, by)
    key = scope.key_of("hld", holder) if holder else None
    if row.holder and row.holder != key:
        raise rules.KeptForAnother

    if holder:
        acquaint(holder=holder, issuer=row.issuer, by=by, now=now, request_id=request_id)
    take_step(
        row,
        State.HANDED_OUT,
        reason=reason,
        by=by,
        now=now,
        request_id=request_id,
        holder=key,
        place=next_place(key),
    )
    if reason == Reason.HANDED_OVER:
        reference = f"card-handed-out:{card}:{row.steps}"
        tell_holder(
            row, "card-handed-out", reference=reference, place=scope.outlet_id(row), now=now
        )
    record(
        "card.handed_out",
        subject=card,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"reason": reason, "holder": holder, "outlet": scope.outlet_id(row)},
    )
    return as_card_view(row, by)


@transaction.atomic
def take_back(*, card: str, by: Actor, now: datetime, request_id: str) -> CardView:
    """Put a card that was handed out but never activated back into stock, belonging to nobody.

    Safe to repeat: the same `request_id` gives the same card.
    """
    row = hold_card(card, by=by, right=Right.CARDS_STOCK, now=now)
    if seen_step(row, State.IN_STOCK, by=by, request_id=request_id):
        return as_card_view(row, by)

    take_step(
        row,
        State.IN_STOCK,
        reason=Reason.GIVEN_BACK,
        by=by,
        now=now,
        request_id=request_id,
        **back_in_stock(row, by),
    )
    record(
        "card.taken_back",
        subject=card,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"outlet": scope.outlet_id(row)},
    )
    return as_card_view(row, by)
