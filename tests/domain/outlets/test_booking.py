"""Booking, moving and cancelling, each once and only what is one's own."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.domain.outlets import samples
from tests.domain.outlets.samples import DAY, HOUR, LOSS, asking, booked, offered, outlet, teller
from tests.domain.people import folks
from yika.domain.issuers.actions import close_outlet, set_special_days
from yika.domain.issuers.rules import Text, UnknownOutlet
from yika.domain.journal.models import Entry
from yika.domain.outlets import actions, queries
from yika.domain.outlets.rules import State, UnknownAppointment, refusals
from yika.domain.outlets.rules.appointments import OPEN_MAX
from yika.domain.people.rules import UnknownHolder
from yika.domain.staff.rules import Role
from yika.domain.vault.rules import TooManyTries
from yika.kit.actor import NotAllowed

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)  # 08:30 in Shanghai
HALF = timedelta(minutes=30)


def test_a_holder_books_a_free_time_and_is_told(now: datetime) -> None:
    place, me = outlet(now), samples.holder()
    offered(place, now)

    view = booked(place, MONDAY, now, by=me)

    assert (view.begins_at, view.ends_at, view.day) == (MONDAY, MONDAY + HALF, date(2026, 11, 23))
    assert view.state is State.BOOKED
    assert view.payload.startswith("yk-apt:")
    assert folks.told("appointment-booked") == ["inbox"]
    assert queries.coming(me.id, by=me, now=now) == [view]
    free = queries.free_times(place.id, LOSS, view.day, now=now)
    assert free[0].begins_at == MONDAY + HALF
    assert Entry.objects.filter(event="appointment.booked", subject=view.id).count() == 1


def test_the_same_request_books_once_and_another_thing_under_it_is_refused(now: datetime) -> None:
    place, me = outlet(now), samples.holder()
    offered(place, now)
    what = {"outlet": place.id, "service": LOSS, "begins_at": MONDAY}

    first = actions.book(**what, **asking(me, now, "one"))
    again = actions.book(**what, **asking(me, now, "one"))

    assert first == again
    with pytest.raises(refusals.RequestReused):
        actions.book(**what | {"begins_at": MONDAY + HALF}, **asking(me, now, "one"))


def test_the_last_place_goes_to_one_and_the_next_is_told_what_is_free(now: datetime) -> None:
    place = outlet(now)
    offered(place, now)
    booked(place, MONDAY, now)

    with pytest.raises(refusals.FullyBooked) as told:
        booked(place, MONDAY, now)

    assert told.value.facts["next"] == "2026-11-20 13:30"


def test_a_person_is_in_one_place_at_a_time_and_keeps_only_a_few(now: datetime) -> None:
    place, me = outlet(now), samples.holder()
    offered(place, now, places=9)
    first = booked(place, MONDAY, now, by=me)

    with pytest.raises(refusals.AtTheSameTime) as told:
        booked(place, MONDAY, now, by=me)
    assert told.value.facts["number"] == first.number

    for times in range(1, OPEN_MAX):
        booked(place, MONDAY + times * HALF, now, by=me)
    with pytest.raises(refusals.TooManyAppointments):
        booked(place, MONDAY + OPEN_MAX * HALF, now, by=me)


def test_who_books_and_cancels_without_end_has_to_stop(now: datetime) -> None:
    place, me = outlet(now), samples.holder()
    offered(place, now)

    def once() -> None:
        view = booked(place, MONDAY, now, by=me)
        actions.cancel_appointment(appointment=view.id, **asking(me, now))

    for _ in range(20):
        once()
    with pytest.raises(TooManyTries):
        once()


def test_nothing_is_booked_where_nothing_is_offered(now: datetime) -> None:
    place = outlet(now)

    with pytest.raises(refusals.NotOffered):
        booked(place, MONDAY, now)


def test_special_days_and_the_end_of_an_outlet_leave_no_times(now: datetime) -> None:
    place = outlet(now)
    offered(place, now)
    set_special_days(
        issuer="harbor",
        outlet=place.id,
        first=date(2026, 11, 23),
        last=date(2026, 11, 23),
        hours="10:00-11:00",
        words=Text("Inventory", "盘点"),
        **asking(samples.OPERATOR, now),
    )

    assert len(queries.free_times(place.id, LOSS, date(2026, 11, 23), now=now)) == 2
    with pytest.raises(refusals.ClosedThen):
        booked(place, MONDAY, now)

    close_outlet(outlet=place.id, **asking(samples.OPERATOR, now))
    with pytest.raises(refusals.ClosedThen) as told:
        booked(place, MONDAY + 2 * HOUR, now)
    assert told.value.next_at is None


def test_staff_book_for_a_person_they_know_and_at_their_own_issuer_only(now: datetime) -> None:
    place, me = outlet(now), samples.holder()
    offered(place, now, places=3)
    clerk = teller(place)
    what = {"outlet": place.id, "service": LOSS, "begins_at": MONDAY}

    with pytest.raises(UnknownHolder):
        actions.book(**what, holder=me.id, **asking(clerk, now))
    booked(place, MONDAY + HOUR, now, by=me)  # now the issuer knows him
    view = actions.book(**what, holder=me.id, **asking(clerk, now))

    assert view.holder == me.id
    assert view.payload == ""  # the code of the ticket is its holder's alone
    with pytest.raises(NotAllowed):
        actions.book(**what, holder=me.id, **asking(teller(place, role=Role.AUDITOR), now))
    stranger = teller(outlet(now, issuer="rivertown"))
    with pytest.raises(UnknownOutlet):
        actions.book(**what, holder=me.id, **asking(stranger, now))
    with pytest.raises(UnknownHolder):
        actions.book(**what, holder=me.id, **asking(samples.holder(), now))


def test_moving_frees_the_old_time_and_keeps_the_ticket(now: datetime) -> None:
    place, me = outlet(now), samples.holder()
    offered(place, now)
    view = booked(place, MONDAY, now, by=me)

    moved = actions.move_appointment(
        appointment=view.id, begins_at=MONDAY + HALF, **asking(me, now)
    )

    assert (moved.begins_at, moved.moves, moved.payload) == (MONDAY + HALF, 1, view.payload)
    assert folks.told("appointment-moved") == ["inbox"]
    booked(place, MONDAY, now)
    with pytest.raises(refusals.FullyBooked):
        actions.move_appointment(appointment=view.id, begins_at=MONDAY, **asking(me, now))
    assert queries.appointment(view.id, by=me, now=now).begins_at == MONDAY + HALF


def test_moving_by_less_than_its_length_is_not_in_its_own_way(now: datetime) -> None:
    place, me = outlet(now), samples.holder()
    offered(place, now, minutes=60)
    view = booked(place, MONDAY, now, by=me)
    offered(place, now, minutes=30)

    moved = actions.move_appointment(
        appointment=view.id, begins_at=MONDAY + HALF, **asking(me, now)
    )

    assert moved.ends_at == MONDAY + HOUR


def test_cancelling_gives_the_time_to_somebody_else_and_happens_once(now: datetime) -> None:
    place, me = outlet(now), samples.holder()
    offered(place, now)
    view = booked(place, MONDAY, now, by=me)

    for _ in range(2):
        gone = actions.cancel_appointment(appointment=view.id, **asking(me, now))

    assert gone.state is State.CANCELLED
    assert folks.told("appointment-cancelled") == ["inbox"]
    booked(place, MONDAY, now)
    with pytest.raises(refusals.AppointmentOver):
        actions.move_appointment(appointment=view.id, begins_at=MONDAY + HOUR, **asking(me, now))


def test_what_has_begun_is_not_changed_any_more(now: datetime) -> None:
    place, me = outlet(now), samples.holder()
    offered(place, now)
    view = booked(place, MONDAY, now, by=me)

    with pytest.raises(refusals.AppointmentOver):
        actions.cancel_appointment(appointment=view.id, **asking(me, MONDAY))
    with pytest.raises(refusals.AppointmentOver):
        actions.move_appointment(
            appointment=view.id, begins_at=MONDAY + DAY, **asking(me, MONDAY + HOUR)
        )


def test_for_everybody_else_an_appointment_does_not_exist(now: datetime) -> None:
    place, me = outlet(now), samples.holder()
    offered(place, now)
    view = booked(place, MONDAY, now, by=me)
    stranger = teller(outlet(now, issuer="rivertown"))

    for other in (samples.holder(), stranger):
        with pytest.raises(UnknownAppointment):
            queries.appointment(view.id, by=other, now=now)
        with pytest.raises(UnknownAppointment):
            actions.cancel_appointment(appointment=view.id, **asking(other, now))
    with pytest.raises(UnknownAppointment):
        queries.appointment("apt_nonsense", by=me, now=now)
    with pytest.raises(NotAllowed):
        actions.cancel_appointment(
            appointment=view.id, **asking(teller(place, role=Role.AUDITOR), now)
        )
    assert queries.appointment(view.id, by=teller(place), now=now).number == view.number


def test_an_offer_changes_for_those_who_manage_outlets_and_once(now: datetime) -> None:
    place = outlet(now)
    supervisor = teller(place, role=Role.SUPERVISOR)
    offer = offered(place, now)

    for _ in range(2):
        actions.offer_service(offer=offer, **asking(supervisor, now))

    assert Entry.objects.filter(event="offer.changed").count() == 1
    with pytest.raises(NotAllowed):
        actions.offer_service(offer=offer, **asking(teller(place), now))
    with pytest.raises(UnknownOutlet):
        actions.offer_service(offer=offer, **asking(teller(outlet(now, issuer="rivertown")), now))
