"""Ends a report of loss: the card was found again, or had never been lost."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards.actions.life.tell_holder import tell_holder
from yika.domain.cards.actions.stops.hold import hold_stop
from yika.domain.cards.actions.stops.place import end, ended_before
from yika.domain.cards.queries.cards import as_card_view
from yika.domain.cards.queries.sold import product_sold, sold_as
from yika.domain.cards.queries.stopped.rows import as_stop_view
from yika.domain.cards.rules.stops import EndedHow, policy
from yika.domain.cards.rules.stops.kinds import LOSSES
from yika.domain.cards.rules.views import CardView
from yika.domain.journal.actions import record
from yika.kit.actor import Actor


@transaction.atomic
def found_again(*, stop: str, by: Actor, now: datetime, request_id: str) -> CardView:
    """End a report because the card is back. What was used while it was gone stays the issuer's.

    Safe to repeat: the same `request_id` gives the same card.
    """
    return _undo(stop, EndedHow.FOUND, "card.found", by=by, now=now, request_id=request_id)


@transaction.atomic
def mistaken_report(*, stop: str, by: Actor, now: datetime, request_id: str) -> CardView:
    """End a report because the card was never lost: whatever was used, its holder used.

    Safe to repeat: the same `request_id` gives the same card.
    """
    event = "card.loss_mistaken"
    return _undo(stop, EndedHow.MISTAKEN, event, by=by, now=now, request_id=request_id)


def _undo(
    stop: str, how: EndedHow, event: str, *, by: Actor, now: datetime, request_id: str
) -> CardView:
    row, report = hold_stop(stop, by=by, now=now)
    if ended_before(row, how, by=by, request_id=request_id):
        return as_card_view(row, by)

    view = as_stop_view(report, by)
    policy.check_open(view, *LOSSES)
    policy.check_undo(view, product_sold(sold_as(row)), by=by)

    end(row, report, how, by=by, now=now, request_id=request_id)
    tell_holder(row, "loss-undone", reference=f"loss-undone:{stop}", now=now)
    record(
        event,
        subject=row.public_id,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"stop": stop},
    )
    return as_card_view(row, by)
