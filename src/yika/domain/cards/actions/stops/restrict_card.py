"""Stops one direction of a card because its holder's name is not proven, until it is."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.actions.stops.hold import stops_of
from yika.domain.cards.actions.stops.place import end, place, placed_before
from yika.domain.cards.models import Stop
from yika.domain.cards.queries.editions import zone_of
from yika.domain.cards.queries.sold import product_sold, sold_as
from yika.domain.cards.queries.stopped.stops import stop_row
from yika.domain.cards.rules import stops as rules
from yika.domain.cards.rules.states import Reason, State
from yika.domain.cards.rules.stops import EndedHow, StopKind, policy
from yika.domain.journal.actions import record
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor


@transaction.atomic
def restrict_card(*, card: str, scope: str, by: Actor, now: datetime, request_id: str) -> str:
    """Stop only the spending or only the loading of a card, without an end; the id of the stop.

    The caller tells the holder, who was warned before. Safe to repeat: the same `request_id`
    gives the same stop.
    """
    row = hold_card(card, by=by, right=Right.CARDS_BLOCK, now=now)
    if placed_before(row, StopKind.BLOCKED, by=by, request_id=request_id):
        return str(Stop.objects.get(card=row, request=ids.request_key(request_id)))

    policy.check_stoppable(State(row.state))
    policy.check_scope(scope)
    policy.check_room(stops_of(row, by))

    product = product_sold(sold_as(row))
    stop = Stop(
        kind=StopKind.BLOCKED.value,
        scope=scope,
        reason=Reason.NAME_NOT_PROVEN.value,
        everywhere_at=rules.everywhere_at(product, since=now, zone=zone_of(row.issuer)),
    )
    place(row, stop, by=by, now=now, request_id=request_id)

    record(
        "card.restricted",
        subject=card,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"stop": str(stop), "scope": scope, "reason": stop.reason},
    )
    return str(stop)


@transaction.atomic
def lift_restriction(*, stop: str, proven: bool, by: Actor, now: datetime, request_id: str) -> None:
    """End such a stop: the name is proven, or nobody asks for it any more.

    One that has ended already stays as it is. What else stops the card goes on.
    """
    card = stop_row(stop).card.public_id
    row = hold_card(card, by=by, right=Right.CARDS_BLOCK, now=now)
    lifted = stop_row(stop)
    if lifted.ended_at is not None:
        return

    reason = (Reason.NAME_PROVEN if proven else Reason.CLEARED_UP).value
    end(row, lifted, EndedHow.LIFTED, reason=reason, by=by, now=now, request_id=request_id)

    record(
        "card.restriction_lifted",
        subject=card,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"stop": stop, "reason": reason},
    )
