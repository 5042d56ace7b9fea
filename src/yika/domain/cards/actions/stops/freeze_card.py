"""Freezes a card at its holder's wish, and thaws it."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards.actions.life.tell_holder import tell_holder
from yika.domain.cards.actions.stops.hold import hold_to_stop, stops_of
from yika.domain.cards.actions.stops.place import end, ended_before, place, placed_before
from yika.domain.cards.models import Stop
from yika.domain.cards.queries.cards import as_card_view
from yika.domain.cards.queries.editions import zone_of
from yika.domain.cards.queries.sold import product_sold, sold_as
from yika.domain.cards.queries.stopped.stops import stop_row
from yika.domain.cards.rules import stops as rules
from yika.domain.cards.rules.states import State
from yika.domain.cards.rules.stops import EndedHow, StopKind, policy
from yika.domain.cards.rules.views import CardView
from yika.domain.journal.actions import record
from yika.kit.actor import Actor


@transaction.atomic
def freeze_card(
    *,
    card: str,
    scope: str = "all",
    until: datetime | None = None,
    by: Actor,
    now: datetime,
    request_id: str,
) -> CardView:
    """Stop a card, or only its spending or loading, until its holder thaws it, or until then.

    Safe to repeat: the same `request_id` gives the same card.
    """
    row = hold_to_stop(card, by=by, now=now)
    if placed_before(row, StopKind.FROZEN, by=by, request_id=request_id):
        return as_card_view(row, by)

    policy.check_stoppable(State(row.state))
    product = product_sold(sold_as(row))
    policy.check_freeze(product, scope, named=bool(row.holder))
    policy.check_end(until, now=now)
    stops = stops_of(row, by)
    if any(stop.kind is StopKind.FROZEN for stop in stops):
        raise rules.AlreadyFrozen
    policy.check_room(stops)

    stop = Stop(
        kind=StopKind.FROZEN.value,
        scope=scope,
        until=until,
        everywhere_at=rules.everywhere_at(product, since=now, zone=zone_of(row.issuer)),
    )
    place(row, stop, by=by, now=now, request_id=request_id)
    tell_holder(row, "card-frozen", reference=f"frozen:{stop}", now=now)
    record(
        "card.frozen",
        subject=card,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={
            "stop": str(stop),
            "scope": scope,
            "until": until.isoformat() if until else "",
        },
    )
    return as_card_view(row, by)


@transaction.atomic
def thaw_card(*, card: str, by: Actor, now: datetime, request_id: str) -> CardView:
    """Let a card go that its holder had frozen; what else stops it goes on doing so.

    Safe to repeat: the same `request_id` gives the same card.
    """
    row = hold_to_stop(card, by=by, now=now)
    if ended_before(row, EndedHow.THAWED, by=by, request_id=request_id):
        return as_card_view(row, by)

    frozen = [stop for stop in stops_of(row, by) if stop.kind is StopKind.FROZEN]
    if not frozen:
        raise rules.NotFrozen

    stop = stop_row(frozen[0].id)
    end(row, stop, EndedHow.THAWED, by=by, now=now, request_id=request_id)
    tell_holder(row, "card-thawed", reference=f"thawed:{stop}", now=now)
    record(
        "card.thawed",
        subject=card,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"stop": str(stop)},
    )
    return as_card_view(row, by)
