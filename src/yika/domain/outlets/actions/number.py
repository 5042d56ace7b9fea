"""Gives out the next number of a queue."""

from datetime import datetime
from uuid import UUID

from yika.domain.issuers import queries as issuers
from yika.domain.issuers.queries import OutletView
from yika.domain.journal.actions import record
from yika.domain.outlets.actions.hold import hold_queue
from yika.domain.outlets.models import Appointment, QueueTicket
from yika.domain.outlets.queries.queue import ahead_of, ticket_view
from yika.domain.outlets.rules import TicketView, refusals
from yika.domain.outlets.rules.queue import LAST_NUMBER, working_day
from yika.kit import ids
from yika.kit.actor import Actor


def give_number(
    place: OutletView,
    service: str,
    *,
    holder: UUID | None,
    appointment: Appointment | None,
    by: Actor,
    now: datetime,
    request_id: str,
) -> TicketView:
    """The next number of today, in the caller's transaction.

    Safe to repeat: the same `request_id` gives the same number.
    """
    queue = hold_queue(place, working_day(place.openings, place.today(now), now))
    row = QueueTicket(
        outlet=issuers.read_outlet(place.id),
        issuer=place.issuer,
        day=queue.day,
        number=queue.last + 1,
        service=service,
        holder=holder,
        appointment=appointment,
        due_at=appointment.begins_at if appointment else None,
        taken_at=now,
        taken_by_request=ids.request_key(request_id),
    )
    if seen := _seen(row):
        return _told(seen, now)

    if queue.last >= LAST_NUMBER:
        raise refusals.QueueFull

    queue.last += 1
    queue.save(update_fields=["last"])
    row.save(force_insert=True)

    record(
        "queue.number_taken",
        subject=str(row),
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"outlet": place.id, "number": row.number, "service": service},
    )
    return _told(row, now)


def _told(row: QueueTicket, now: datetime) -> TicketView:
    return ticket_view(row, ahead=ahead_of(ticket_view(row), now=now))


def _seen(row: QueueTicket) -> QueueTicket | None:
    """What this request was given before. The same request id for something else is refused."""
    seen = QueueTicket.objects.filter(taken_by_request=row.taken_by_request).first()
    if seen is None:
        return None
    asked = ("outlet", "service", "holder", "appointment_id")
    if any(getattr(seen, name) != getattr(row, name) for name in asked):
        raise refusals.RequestReused
    return seen
