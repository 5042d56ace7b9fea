"""The worker reminds once, notes who has not come, and may have been down meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.domain.outlets import samples
from tests.domain.outlets.samples import DAY, HOUR, asking, booked, kiosk, offered, outlet
from tests.domain.people import folks
from yika.domain.journal.actions import do_due_work
from yika.domain.journal.models import Entry
from yika.domain.outlets import actions, queries
from yika.domain.outlets.models import Appointment
from yika.domain.outlets.rules import State
from yika.domain.outlets.rules.appointments import remind_at
from yika.site.reactions import WORK

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def work(now: datetime) -> None:
    """All that is due, as the worker does it."""
    while done := do_due_work(handlers=WORK, now=now, chance=lambda: 0.5):
        assert done.trouble is None


def told() -> int:
    return folks.told("appointment-reminder").count("inbox")


def test_a_reminder_goes_out_once_the_day_before(now: datetime) -> None:
    place = outlet(now)
    offered(place, now)
    booked(place, MONDAY, now)

    work(MONDAY - DAY - MINUTE)
    assert told() == 0
    for later in (timedelta(0), HOUR, 2 * HOUR):
        work(MONDAY - DAY + later)
    assert told() == 1


def test_whoever_has_just_booked_is_not_reminded_of_it() -> None:
    assert remind_at(MONDAY, booked_at=MONDAY - 3 * DAY) == MONDAY - DAY
    assert remind_at(MONDAY, booked_at=MONDAY - 20 * HOUR) == MONDAY - 2 * HOUR
    assert remind_at(MONDAY, booked_at=MONDAY - 2 * HOUR) is None


def test_a_moved_appointment_is_reminded_of_at_its_new_time_only(now: datetime) -> None:
    place, me = outlet(now), samples.holder()
    offered(place, now)
    view = booked(place, MONDAY, now, by=me)
    actions.move_appointment(appointment=view.id, begins_at=MONDAY + DAY, **asking(me, now))

    work(MONDAY - DAY)
    assert told() == 0
    work(MONDAY)
    assert told() == 1


def test_a_reminder_that_comes_too_late_is_not_sent(now: datetime) -> None:
    place = outlet(now)
    offered(place, now)
    booked(place, MONDAY, now)

    work(MONDAY + 5 * MINUTE)

    assert told() == 0


def test_who_has_not_come_is_noted_once_also_long_after(now: datetime) -> None:
    place, me = outlet(now), samples.holder()
    offered(place, now)
    view = booked(place, MONDAY, now, by=me)

    assert queries.appointment(view.id, by=me, now=MONDAY + HOUR).state is State.MISSED
    assert Appointment.objects.get().state == State.BOOKED
    for later in (DAY, 2 * DAY):
        work(MONDAY + later)

    assert Appointment.objects.get().state == State.MISSED
    assert Entry.objects.filter(event="appointment.missed", subject=view.id).count() == 1


def test_who_came_or_cancelled_is_left_alone(now: datetime) -> None:
    place, me = outlet(now), samples.holder()
    offered(place, now, places=2)
    came, cancelled = booked(place, MONDAY, now), booked(place, MONDAY, now, by=me)
    actions.cancel_appointment(appointment=cancelled.id, **asking(me, now))
    actions.check_in(ticket=came.number, **asking(kiosk(place), MONDAY))

    work(MONDAY + DAY)

    assert told() == 0
    assert set(Appointment.objects.values_list("state", flat=True)) == {
        State.CANCELLED,
        State.CHECKED_IN,
    }
