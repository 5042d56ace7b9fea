"""Reports a card lost: for a time or for good, as a whole or one part of it."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards.actions.life.tell_holder import tell_holder
from yika.domain.cards.actions.stops.convert import convert
from yika.domain.cards.actions.stops.hold import hold_to_stop, stops_of
from yika.domain.cards.actions.stops.place import place, placed_before
from yika.domain.cards.models import Card, Stop
from yika.domain.cards.queries.cards import as_card_view
from yika.domain.cards.queries.editions import zone_of
from yika.domain.cards.queries.sold import product_sold, sold_as
from yika.domain.cards.rules import stops as rules
from yika.domain.cards.rules.states import State, check_note
from yika.domain.cards.rules.stops import StopKind, policy
from yika.domain.cards.rules.stops.kinds import LOSSES
from yika.domain.cards.rules.views import CardView
from yika.domain.journal.actions import record
from yika.kit.actor import Actor


@transaction.atomic
def report_loss(
    *,
    card: str,
    formal: bool,
    credential: str = "all",
    lost_at: datetime | None = None,
    note: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> CardView:
    """Stop a card that is lost, or a part of it, and tell its holder everywhere how to undo it.

    A temporary report ends by itself at a time the policy sets. A formal one on top of it takes
    its place; any other report of what is reported already is AlreadyReported. Safe to repeat:
    the same `request_id` gives the same card.
    """
    row = hold_to_stop(card, by=by, now=now)
    if placed_before(row, *LOSSES, by=by, request_id=request_id):
        return as_card_view(row, by)

    policy.check_stoppable(State(row.state))
    product = product_sold(sold_as(row))
    policy.check_report(product, formal=formal, credential=credential, named=bool(row.holder))
    policy.check_lost_at(lost_at, now=now)
    check_note("", note)
    stops = stops_of(row, by)
    before = policy.report_of(stops, credential)
    if before and not policy.may_follow(before, formal=formal, credential=credential):
        raise rules.AlreadyReported(stop=before.id)
    policy.check_room(stops)

    if before:
        convert(row, before.id, note=note, by=by, now=now, request_id=request_id)
        return as_card_view(row, by)
    stop = _report(row, formal=formal, credential=credential, lost_at=lost_at, now=now)
    place(row, stop, note=note, by=by, now=now, request_id=request_id)
    _tell(row, stop, by=by, now=now, request_id=request_id)
    return as_card_view(row, by)


def _tell(card: Card, stop: Stop, *, by: Actor, now: datetime, request_id: str) -> None:
    """Tell the holder how to undo it, and the journal."""
    template = "loss-temporary" if stop.until else "loss-formal"
    tell_holder(card, template, reference=f"loss:{stop}", until=stop.until, now=now)
    record(
        "card.loss_reported",
        subject=card.public_id,
        issuer=card.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={
            "stop": str(stop),
            "kind": stop.kind,
            "credential": stop.credential,
            "until": stop.until.isoformat() if stop.until else "",
        },
    )


def _report(
    card: Card, *, formal: bool, credential: str, lost_at: datetime | None, now: datetime
) -> Stop:
    product, zone = product_sold(sold_as(card)), zone_of(card.issuer)
    loss = product.loss
    assert loss is not None, "the policy was checked"
    until = None if formal or not loss.temporary else rules.later(now, loss.temporary, zone=zone)
    return Stop(
        kind=(StopKind.LOSS_FORMAL if formal else StopKind.LOSS_TEMPORARY).value,
        credential=credential,
        lost_at=lost_at,
        until=until,
        warn_at=policy.warn_at(loss, until=until, zone=zone),
        everywhere_at=rules.everywhere_at(product, since=now, zone=zone),
    )
