"""Turns a temporary report of loss into a formal one, without a moment in between."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards.actions.life.tell_holder import tell_holder
from yika.domain.cards.actions.stops.hold import hold_stop
from yika.domain.cards.actions.stops.place import add, close, placed_before
from yika.domain.cards.models import Card, Stop
from yika.domain.cards.queries.cards import as_card_view
from yika.domain.cards.queries.stopped.rows import as_stop_view
from yika.domain.cards.queries.stopped.stops import stop_row
from yika.domain.cards.rules.states import check_note
from yika.domain.cards.rules.stops import EndedHow, StopKind, policy
from yika.domain.cards.rules.views import CardView
from yika.domain.journal.actions import record
from yika.kit.actor import Actor


@transaction.atomic
def make_formal(
    *, stop: str, note: str = "", by: Actor, now: datetime, request_id: str
) -> CardView:
    """Make a temporary report last until the card is found or replaced. Its holder is told.

    Safe to repeat: the same `request_id` gives the same card.
    """
    row, temporary = hold_stop(stop, by=by, now=now)
    if placed_before(row, StopKind.LOSS_FORMAL, by=by, request_id=request_id):
        return as_card_view(row, by)

    policy.check_open(as_stop_view(temporary, by), StopKind.LOSS_TEMPORARY)
    check_note("", note)

    convert(row, stop, note=note, by=by, now=now, request_id=request_id)
    return as_card_view(row, by)


def convert(card: Card, stop: str, *, note: str, by: Actor, now: datetime, request_id: str) -> None:
    """Let a formal report take the place of this temporary one, of a card that is held.

    What readers know they go on knowing, so nothing else about the card changes.
    """
    temporary = stop_row(stop)
    close(temporary, EndedHow.MADE_FORMAL, at=now, by=by, request_id=request_id)
    formal = Stop(
        kind=StopKind.LOSS_FORMAL.value,
        credential=temporary.credential,
        lost_at=temporary.lost_at,
        follows=temporary.id,
        everywhere_at=temporary.everywhere_at,
    )
    add(card, formal, note=note, by=by, now=now, request_id=request_id)
    tell_holder(card, "loss-formal", reference=f"loss:{formal}", now=now)
    record(
        "card.loss_made_formal",
        subject=card.public_id,
        issuer=card.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"stop": str(formal), "follows": stop},
    )
