"""Calls whoever is next to a desk."""

from datetime import datetime

from django.db import transaction

from yika.domain.issuers import queries as issuers
from yika.domain.journal.actions import record
from yika.domain.outlets.actions.end_turn import close_turn
from yika.domain.outlets.actions.hold import hold_queue
from yika.domain.outlets.models import QueueTicket
from yika.domain.outlets.queries.queue import ticket_view
from yika.domain.outlets.queries.reach import check_at, seen_outlet
from yika.domain.outlets.rules import NobodyWaits, TicketView, Turn
from yika.domain.outlets.rules.queue import check_desk, in_order, working_day
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, check_may


@transaction.atomic
def call_next(
    *, desk: str = "", outlet: str = "", by: Actor, now: datetime, request_id: str
) -> TicketView:
    """Call the next number; whoever stands at the caller's desk has been served.

    When nobody waits, nothing changes. Safe to repeat: the same `request_id` gives the same.
    """
    place = seen_outlet(outlet, by)
    check_may(by, Right.QUEUE_SERVE, place.issuer)
    key = issuers.read_outlet(place.id)
    check_at(key, by)
    desk = check_desk(desk)
    queue = hold_queue(place, working_day(place.openings, place.today(now), now))
    request = ids.request_key(request_id)
    if seen := QueueTicket.objects.filter(called_by_request=request).first():
        return ticket_view(seen)

    today = QueueTicket.objects.filter(outlet=key, day=queue.day)
    line = in_order(today.filter(state=Turn.WAITING.value), now)
    if not line:
        raise NobodyWaits

    at_desk = today.filter(state=Turn.CALLED.value, called_by=by.id)
    for before in at_desk.select_for_update():
        close_turn(before, Turn.SERVED, by=by, now=now, request_id=request_id)
    row = line[0]
    row.state, row.called_at, row.called_by = Turn.CALLED.value, now, by.id
    row.called_by_request, row.desk = request, desk
    row.save(update_fields=["state", "called_at", "called_by", "called_by_request", "desk"])

    record(
        "queue.number_called",
        subject=str(row),
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"desk": desk},
    )
    return ticket_view(row)
