"""Follows an appointment: reminds its holder, and notes when he has not come."""

from datetime import datetime

from django.db import transaction

from yika.domain.issuers import queries as issuers
from yika.domain.journal.actions import record, schedule
from yika.domain.outlets.actions.tell import tell_holder
from yika.domain.outlets.models import Appointment
from yika.domain.outlets.rules import State
from yika.domain.outlets.rules.appointments import kept_until
from yika.kit import ids
from yika.kit.actor import WORKER

KIND = "outlets.follow_appointment"


def follow(row: Appointment) -> None:
    """Have the worker look at this appointment when there is something to do about it."""
    schedule(kind=KIND, key=str(row), due_at=_next(row))


@transaction.atomic
def follow_appointment(*, key: str, now: datetime) -> datetime | None:
    """Due work: remind the holder the day before, or note that the time has passed without him.

    Both happen once. A reminder that comes after the appointment has begun is not sent.
    """
    rows = Appointment.objects.select_for_update()
    row = rows.filter(pk=ids.read("apt", key), state=State.BOOKED.value).first()
    if row is None:
        return None
    if now >= kept_until(row.begins_at):
        _miss(row, now=now)
        return None
    if row.remind_at and now >= row.remind_at:
        _remind(row, now=now)
    return _next(row)


def _next(row: Appointment) -> datetime:
    return row.remind_at or kept_until(row.begins_at)


def _remind(row: Appointment, *, now: datetime) -> None:
    row.remind_at = None
    row.save(update_fields=["remind_at"])
    if now >= row.begins_at:
        return
    place = issuers.outlet(ids.show("out", row.outlet))
    tell_holder(row, "appointment-reminder", place=place, now=now)
    _note("appointment.reminded", row, now=now)


def _miss(row: Appointment, *, now: datetime) -> None:
    row.state, row.ended_at = State.MISSED.value, now
    row.save(update_fields=["state", "ended_at"])
    _note("appointment.missed", row, now=now)


def _note(event: str, row: Appointment, *, now: datetime) -> None:
    record(
        event,
        subject=str(row),
        issuer=row.issuer,
        by=WORKER,
        now=now,
        request_id=f"{event}:{row}:{row.moves}",
    )
