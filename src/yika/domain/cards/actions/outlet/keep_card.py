"""Keeps a card of the stock for somebody who applied for it, and gives it free again."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards import rules
from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.actions.life.take_step import change
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import as_card_view
from yika.domain.cards.rules.states import State
from yika.domain.cards.rules.views import CardView
from yika.domain.journal.actions import record
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, check_may


@transaction.atomic
def keep_card(*, card: str, holder: str, by: Actor, now: datetime, request_id: str) -> CardView:
    """Keep a card in stock for a holder: nobody else is given it meanwhile.

    Safe to repeat: who has it kept has it kept.
    """
    row = hold_card(card, by=by, now=now)
    _check_serves(row.issuer, by)
    if row.state != State.IN_STOCK:
        raise rules.NotInStock
    key = scope.key_of("hld", holder)
    if row.holder not in {None, key}:
        raise rules.KeptForAnother
    if row.holder is None:
        change(row, holder=key)
        _note("card.kept", row.issuer, card, by=by, now=now, request_id=request_id)
    return as_card_view(row, by)


@transaction.atomic
def release_card(*, card: str, holder: str, by: Actor, now: datetime, request_id: str) -> None:
    """Keep a card no longer. One that is not kept for this holder in stock stays as it is."""
    row = hold_card(card, by=by, now=now)
    _check_serves(row.issuer, by)
    if row.state == State.IN_STOCK and row.holder == scope.key_of("hld", holder):
        change(row, holder=None)
        _note("card.released", row.issuer, card, by=by, now=now, request_id=request_id)


def _check_serves(issuer: str, by: Actor) -> None:
    if by.kind in scope.WITH_RIGHTS and not by.may(Right.ERRANDS_SERVE, issuer):
        check_may(by, Right.APPLICATIONS_SERVE, issuer)


def _note(event: str, issuer: str, card: str, *, by: Actor, now: datetime, request_id: str) -> None:
    record(event, subject=card, issuer=issuer, by=by, now=now, request_id=request_id)
