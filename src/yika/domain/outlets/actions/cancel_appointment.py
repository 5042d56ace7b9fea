"""Gives up an appointment, so that somebody else can have its time."""

from datetime import datetime

from django.db import transaction

from yika.domain.issuers import queries as issuers
from yika.domain.journal.actions import record
from yika.domain.outlets.actions.hold import hold_appointment
from yika.domain.outlets.actions.tell import tell_holder
from yika.domain.outlets.queries.appointments import appointment_view
from yika.domain.outlets.queries.reach import appointment_key, check_changes
from yika.domain.outlets.rules import AppointmentView, State
from yika.domain.outlets.rules.appointments import check_open
from yika.kit import ids
from yika.kit.actor import Actor


@transaction.atomic
def cancel_appointment(
    *, appointment: str, by: Actor, now: datetime, request_id: str
) -> AppointmentView:
    """Cancel an appointment that has not begun. Safe to repeat."""
    row = hold_appointment(appointment_key(appointment))
    check_changes(row, by)
    if row.state == State.CANCELLED:
        return appointment_view(row, by=by, now=now)
    check_open(State(row.state), row.begins_at, now)

    row.state, row.ended_at = State.CANCELLED.value, now
    row.save(update_fields=["state", "ended_at"])

    record(
        "appointment.cancelled",
        subject=str(row),
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
    )
    place = issuers.outlet(ids.show("out", row.outlet))
    tell_holder(row, "appointment-cancelled", place=place, now=now)
    return appointment_view(row, by=by, now=now, zones={place.id: place.zone})
