"""Puts a card that is not activated yet under somebody's account."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards import rules
from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.actions.life.take_step import change
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import as_card_view, next_place
from yika.domain.cards.rules.states import State
from yika.domain.cards.rules.views import CardView
from yika.domain.journal.actions import record
from yika.domain.people.actions import acquaint
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor


@transaction.atomic
def give_card_to(*, card: str, holder: str, by: Actor, now: datetime, request_id: str) -> CardView:
    """Note for whom a card was handed out: only this holder can activate it from now on.

    Safe to repeat: who has it already has it.
    """
    row = hold_card(card, by=by, right=Right.CARDS_HAND_OUT, now=now)
    if scope.holder_id(row) == holder:
        return as_card_view(row, by)

    if row.holder:
        raise rules.OtherHolder
    if row.state != State.HANDED_OUT:
        raise rules.NotHandedOut

    key = scope.key_of("hld", holder)
    acquaint(holder=holder, issuer=row.issuer, by=by, now=now, request_id=request_id)
    change(row, holder=key, place=next_place(key))
    record(
        "card.given",
        subject=card,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"holder": holder},
    )
    return as_card_view(row, by)
