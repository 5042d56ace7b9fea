"""Stops a card on the issuer's behalf, and lets it go again."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.actions.life.take_step import seen_step, take_step
from yika.domain.cards.actions.life.tell_holder import tell_holder
from yika.domain.cards.queries.cards import as_card_view
from yika.domain.cards.rules import states
from yika.domain.cards.rules.states import State
from yika.domain.cards.rules.views import CardView
from yika.domain.journal.actions import record
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor


@transaction.atomic
def block_card(
    *, card: str, reason: str, note: str = "", by: Actor, now: datetime, request_id: str
) -> CardView:
    """Stop a card until the issuer lets it go. Its holder is told, with the reason.

    Safe to repeat: the same `request_id` gives the same card.
    """
    row = hold_card(card, by=by, right=Right.CARDS_BLOCK)
    if seen_step(row, State.BLOCKED, by=by, request_id=request_id):
        return as_card_view(row, by)

    take_step(row, State.BLOCKED, reason=reason, note=note, by=by, now=now, request_id=request_id)
    tell_holder(
        row, "card-blocked", reference=f"card-blocked:{card}:{row.steps}", reason=reason, now=now
    )
    record(
        "card.blocked",
        subject=card,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"reason": reason},
    )
    return as_card_view(row, by)


@transaction.atomic
def unblock_card(
    *, card: str, reason: str, note: str = "", by: Actor, now: datetime, request_id: str
) -> CardView:
    """Let a blocked card go: it is what it was before, in use or waiting for its activation.

    Safe to repeat: the same `request_id` gives the same card.
    """
    row = hold_card(card, by=by, right=Right.CARDS_BLOCK)
    after = states.state_after_block(activated=row.activated_at is not None)
    if seen_step(row, after, by=by, request_id=request_id):
        return as_card_view(row, by)

    states.check_blocked(State(row.state))

    take_step(row, after, reason=reason, note=note, by=by, now=now, request_id=request_id)
    record(
        "card.unblocked",
        subject=card,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"reason": reason},
    )
    return as_card_view(row, by)
