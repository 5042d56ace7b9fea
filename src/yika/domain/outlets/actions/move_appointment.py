"""Moves an appointment to another time at the same outlet."""

from datetime import datetime

from django.db import transaction

from yika.domain.issuers import queries as issuers
from yika.domain.issuers.queries import OutletView
from yika.domain.journal.actions import record
from yika.domain.outlets.actions.book import check_own_times
from yika.domain.outlets.actions.follow import follow
from yika.domain.outlets.actions.hold import hold_appointment, hold_offer
from yika.domain.outlets.actions.tell import tell_holder
from yika.domain.outlets.models import Appointment
from yika.domain.outlets.queries.appointments import appointment_view
from yika.domain.outlets.queries.offers import calendar_of, offer_view
from yika.domain.outlets.queries.reach import appointment_key, check_changes
from yika.domain.outlets.rules import AppointmentView, State, refusals
from yika.domain.outlets.rules.appointments import check_open, remind_at
from yika.domain.outlets.rules.times import FreeTime
from yika.kit import ids
from yika.kit.actor import Actor


@transaction.atomic
def move_appointment(
    *, appointment: str, begins_at: datetime, by: Actor, now: datetime, request_id: str
) -> AppointmentView:
    """Move an appointment. Its ticket stays good; where the new time cannot be had, all stays.

    Safe to repeat: an appointment that begins then already is not moved again.
    """
    row = hold_appointment(appointment_key(appointment))
    check_changes(row, by)
    place = issuers.outlet(ids.show("out", row.outlet))
    if row.begins_at == begins_at and row.state == State.BOOKED:
        return appointment_view(row, by=by, now=now)

    check_open(State(row.state), row.begins_at, now)
    time = _free_time(row, place, begins_at, now=now)
    check_own_times(row.holder, time, now=now, but=row.pk)

    before = row.begins_at
    _move(row, time, now=now)
    follow(row)

    record(
        "appointment.moved",
        subject=str(row),
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        before={"begins_at": before.isoformat()},
        after={"begins_at": row.begins_at.isoformat()},
    )
    tell_holder(row, "appointment-moved", place=place, now=now)
    return appointment_view(row, by=by, now=now, zones={place.id: place.zone})


def _free_time(
    row: Appointment, place: OutletView, begins_at: datetime, *, now: datetime
) -> FreeTime:
    """The other time, counted as if the appointment were not in its own way."""
    offer = hold_offer(place, row.service)
    if offer is None:
        raise refusals.NotOffered
    return calendar_of(offer_view(offer), place, now=now, but=row.pk).check(begins_at)


def _move(row: Appointment, time: FreeTime, *, now: datetime) -> None:
    row.day, row.begins_at, row.ends_at = time.day, time.begins_at, time.ends_at
    row.remind_at = remind_at(row.begins_at, booked_at=now)
    row.moves += 1
    row.save(update_fields=["day", "begins_at", "ends_at", "remind_at", "moves"])
