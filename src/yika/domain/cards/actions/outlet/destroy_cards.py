"""Destroys cards that nobody will use."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from yika.domain.cards import rules
from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.actions.life.take_step import seen_step, take_step
from yika.domain.cards.models import Card
from yika.domain.cards.queries.cards import as_card_views
from yika.domain.cards.rules import stock
from yika.domain.cards.rules.states import State
from yika.domain.cards.rules.views import CardView
from yika.domain.journal.actions import record
from yika.domain.staff.actions import use_approval
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor


@transaction.atomic
def destroy_cards(
    *,
    cards: Sequence[str],
    reason: str,
    note: str = "",
    approval: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> list[CardView]:
    """Write off cards for good: all of them or none.

    More than a few need a second person, who approved `rules.destruction(cards, reason)` under
    the kind `rules.DESTRUCTION`. Safe to repeat: the same `request_id` gives the same cards.
    """
    wanted = sorted(set(cards))
    stock.check_count(len(wanted), most=stock.DESTROY_MAX)
    rows = [hold_card(card, by=by, right=Right.CARDS_DESTROY) for card in wanted]
    seen = [seen_step(row, State.DESTROYED, by=by, request_id=request_id) for row in rows]
    if any(seen):
        return _the_same(rows, seen, by)

    if stock.needs_second_person(len(rows)):
        _spend_approval(approval, wanted, reason, by=by, now=now, request_id=request_id)

    for row in rows:
        take_step(
            row, State.DESTROYED, reason=reason, note=note, by=by, now=now, request_id=request_id
        )
        record(
            "card.destroyed",
            subject=row.public_id,
            issuer=row.issuer,
            by=by,
            now=now,
            request_id=request_id,
            facts={"reason": reason, "cards": len(rows), "approval": approval},
        )
    return as_card_views(rows, by)


def _the_same(rows: list[Card], seen: list[bool], by: Actor) -> list[CardView]:
    if not all(seen):
        raise rules.CardRequestReused
    return as_card_views(rows, by)


def _spend_approval(
    approval: str, cards: list[str], reason: str, *, by: Actor, now: datetime, request_id: str
) -> None:
    if not approval:
        raise rules.ApprovalNeeded(alone=stock.DESTROY_ALONE_MAX)
    subject, digest = stock.destruction(cards, reason)
    use_approval(
        approval=approval,
        kind=stock.DESTRUCTION,
        subject=subject,
        digest=digest,
        by=by,
        now=now,
        request_id=request_id,
    )
