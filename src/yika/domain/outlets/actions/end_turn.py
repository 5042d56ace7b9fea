"""Ends the turn of a number: its person was served, or has gone."""

from datetime import datetime, timedelta

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.outlets.actions.hold import hold_ticket
from yika.domain.outlets.models import Appointment, QueueTicket
from yika.domain.outlets.queries.queue import AT_HAND, ticket_view
from yika.domain.outlets.queries.reach import check_at, ticket_row
from yika.domain.outlets.rules import State, TicketView, Turn
from yika.domain.outlets.rules.refusals import TurnOver
from yika.domain.staff.rules import Right
from yika.kit.actor import WORKER, Actor, check_may

SWEPT_AT_ONCE = 200
AFTER = {Turn.SERVED: State.SERVED, Turn.GONE: State.MISSED}


@transaction.atomic
def end_turn(*, ticket: str, came: bool, by: Actor, now: datetime, request_id: str) -> TicketView:
    """Note that who was called has been served, or has not come to the desk. Safe to repeat."""
    found = ticket_row(ticket, by)
    check_may(by, Right.QUEUE_SERVE, found.issuer)
    check_at(found.outlet, by)
    row = hold_ticket(found.pk)
    after = Turn.SERVED if came else Turn.GONE
    if row.state == after:
        return ticket_view(row)
    if row.state != Turn.CALLED:
        raise TurnOver

    close_turn(row, after, by=by, now=now, request_id=request_id)
    return ticket_view(row)


@transaction.atomic
def sweep_queues(*, now: datetime, limit: int = SWEPT_AT_ONCE) -> int:
    """End what the queues of past days have left, wherever on earth those days were."""
    past = (now - timedelta(days=1)).date()
    rows = QueueTicket.objects.filter(day__lt=past, state__in=AT_HAND)
    held = list(rows.select_for_update(skip_locked=True).order_by("day", "number")[:limit])
    for row in held:
        after = Turn.SERVED if row.state == Turn.CALLED else Turn.GONE
        close_turn(row, after, by=WORKER, now=now, request_id=f"queue-over:{row}")
    return len(held)


def close_turn(row: QueueTicket, after: Turn, *, by: Actor, now: datetime, request_id: str) -> None:
    """The end of a turn, and of the appointment behind it, in the caller's transaction."""
    row.state, row.ended_at = after.value, now
    row.save(update_fields=["state", "ended_at"])
    if row.appointment_id is not None:
        behind = Appointment.objects.filter(pk=row.appointment_id)
        behind.update(state=AFTER[after].value, ended_at=now)

    record(
        "queue.turn_ended",
        subject=str(row),
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"how": after.value},
    )
