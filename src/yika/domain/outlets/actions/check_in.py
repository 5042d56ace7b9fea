"""Checks somebody in who has come to his appointment."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yika.domain.issuers import queries as issuers
from yika.domain.journal.actions import record
from yika.domain.outlets.actions.hold import hold_appointment
from yika.domain.outlets.actions.number import give_number
from yika.domain.outlets.models import Appointment, QueueTicket
from yika.domain.outlets.queries.queue import ahead_of, ticket_view
from yika.domain.outlets.queries.reach import check_at
from yika.domain.outlets.rules import (
    AlreadyCheckedIn,
    State,
    TicketView,
    UnknownAppointment,
    tickets,
)
from yika.domain.outlets.rules.appointments import WRONG_TICKETS, check_arrival
from yika.domain.outlets.rules.queue import working_day
from yika.domain.staff.rules import Right
from yika.domain.vault.actions import check_tries, count_try
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, check_may

SCOPE = "appointment.ticket"


def check_in(*, ticket: str, by: Actor, now: datetime, request_id: str) -> TicketView:
    """The number for who brings this ticket: what its QR code holds, its number, or its id.

    Works once, at its outlet, on its day, around its time. Safe to repeat with the same
    `request_id`. Never call this inside a transaction: wrong tickets are counted.
    """
    check_tries(scope=SCOPE, subject=by.id, allowance=WRONG_TICKETS, now=now)
    key = _find(ticket, by)
    if key is None:
        count_try(scope=SCOPE, subject=by.id, allowance=WRONG_TICKETS, now=now)
        raise UnknownAppointment
    return _check_in(key, by=by, now=now, request_id=request_id)


def _find(text: str, by: Actor) -> UUID | None:
    """The appointment, if it is one that concerns this actor."""
    rows = Appointment.objects.all()
    if by.kind is not ActorKind.SYSTEM:
        rows = rows.filter(issuer=by.issuer or "-")
    if token := tickets.find_token(text):
        rows = rows.filter(token=token)
    elif number := tickets.find_number(text):
        rows = rows.filter(number=number)
    else:
        try:
            rows = rows.filter(pk=ids.read("apt", text.strip()))
        except ValueError:
            return None
    return rows.values_list("pk", flat=True).first()


@transaction.atomic
def _check_in(key: UUID, *, by: Actor, now: datetime, request_id: str) -> TicketView:
    row = hold_appointment(key)
    if by.kind is not ActorKind.DEVICE:
        check_may(by, Right.QUEUE_SERVE, row.issuer)
    place = issuers.outlet(ids.show("out", row.outlet))
    given = QueueTicket.objects.filter(appointment=row).first()
    if given and given.taken_by_request == ids.request_key(request_id):
        return ticket_view(given, ahead=ahead_of(ticket_view(given), now=now))

    check_at(row.outlet, by)
    if given and row.state == State.CHECKED_IN:
        raise AlreadyCheckedIn(ticket=ticket_view(given).number)
    check_arrival(
        State(row.state),
        day=row.day,
        today=working_day(place.openings, place.today(now), now),
        begins_at=row.begins_at,
        zone=place.zone,
        now=now,
    )

    row.state = State.CHECKED_IN.value
    row.save(update_fields=["state"])
    number = give_number(
        place,
        row.service,
        holder=row.holder,
        appointment=row,
        by=by,
        now=now,
        request_id=request_id,
    )

    record(
        "appointment.checked_in",
        subject=str(row),
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"ticket": number.id},
    )
    return number
