"""Coming to an outlet: checked in or with a number, called in the right order, each once."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.domain.outlets import samples
from tests.domain.outlets.samples import (
    DAY,
    HOUR,
    LOSS,
    asking,
    booked,
    kiosk,
    offered,
    outlet,
    teller,
)
from yika.domain.issuers.rules import Hours, Service, UnknownOutlet
from yika.domain.outlets import actions, queries
from yika.domain.outlets.rules import (
    AlreadyCheckedIn,
    NobodyWaits,
    State,
    TicketView,
    Turn,
    UnknownAppointment,
    UnknownTicket,
    refusals,
)
from yika.domain.staff.rules import Role
from yika.domain.vault.rules import TooManyTries
from yika.kit.actor import Actor, NotAllowed
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai
MINUTE = timedelta(minutes=1)
ENQUIRY = Service.ENQUIRY.value


def number(by: Actor, now: datetime, service: str = LOSS) -> TicketView:
    return actions.take_number(service=service, **asking(by, now))


def arrive(ticket: str, by: Actor, now: datetime, request_id: str = "") -> TicketView:
    return actions.check_in(ticket=ticket, **asking(by, now, request_id))


def test_numbers_count_up_in_one_line_with_a_letter_for_each_service(now: datetime) -> None:
    place = outlet(now)
    machine = kiosk(place)

    first, second = number(machine, now + 2 * HOUR), number(machine, now + 2 * HOUR, ENQUIRY)

    assert (first.number, second.number) == ("C001", "H002")
    assert (first.ahead, second.ahead) == (0, 1)
    assert queries.waiting(place.id, now=now + 2 * HOUR) == 2
    assert queries.waiting(place.id, now=now + DAY) == 0


def test_a_double_touch_gives_one_number(now: datetime) -> None:
    place = outlet(now)
    same = asking(kiosk(place), now + 2 * HOUR, "touched")

    assert actions.take_number(service=LOSS, **same) == actions.take_number(service=LOSS, **same)


def test_no_numbers_while_closed_for_what_is_not_served_or_elsewhere(now: datetime) -> None:
    place, other = outlet(now), outlet(now, code="pier-two")

    with pytest.raises(refusals.ClosedNow):
        number(kiosk(place), now)  # noon: lunch
    with pytest.raises(refusals.NotServed):
        number(kiosk(place), now + 2 * HOUR, "closing")
    with pytest.raises(UnknownOutlet):
        actions.take_number(service=LOSS, outlet=other.id, **asking(kiosk(place), now + 2 * HOUR))
    foreign = outlet(now, issuer="rivertown")
    with pytest.raises(UnknownOutlet):
        actions.take_number(service=LOSS, outlet=foreign.id, **asking(kiosk(place), now + 2 * HOUR))


def test_check_in_by_code_number_or_id_gives_one_number(now: datetime) -> None:
    place, me = outlet(now), samples.holder()
    offered(place, now)
    view = booked(place, MONDAY, now, by=me)

    ticket = arrive(view.payload, kiosk(place), MONDAY - 5 * MINUTE, "scan")

    assert arrive(view.payload, kiosk(place), MONDAY - 5 * MINUTE, "scan") == ticket
    for again in (view.payload, view.number.lower().replace("-", " "), view.id):
        with pytest.raises(AlreadyCheckedIn) as told:
            arrive(again, kiosk(place), MONDAY)
        assert told.value.facts["ticket"] == ticket.number
    mine = queries.appointment(view.id, by=me, now=MONDAY)
    assert mine.state is State.CHECKED_IN
    assert mine.ticket
    assert mine.ticket.number == ticket.number


@pytest.mark.parametrize(
    ("when", "refusal"),
    [
        (MONDAY - 3 * DAY, refusals.OtherDay),
        (MONDAY + DAY, refusals.OtherDay),
        (MONDAY - 61 * MINUTE, refusals.TooEarly),
        (MONDAY + 15 * MINUTE, refusals.TooLate),
    ],
)
def test_a_ticket_serves_on_its_day_around_its_time(
    now: datetime, when: datetime, refusal: type[Exception]
) -> None:
    place = outlet(now)
    offered(place, now)
    view = booked(place, MONDAY, now)

    with pytest.raises(refusal):
        arrive(view.number, kiosk(place), when)
    assert arrive(view.number, kiosk(place), MONDAY + 14 * MINUTE).number == "C001"


def test_a_ticket_for_midnight_serves_in_the_evening_before(now: datetime) -> None:
    place = outlet(now, hours=Hours.read("mon-sun 00:00-24:00"))
    offered(place, now)
    midnight = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)
    view = booked(place, midnight, now)

    assert arrive(view.number, kiosk(place), midnight - 10 * MINUTE).appointment == view.id


def test_a_ticket_serves_at_its_own_outlet_and_is_unknown_to_other_issuers(now: datetime) -> None:
    place, other = outlet(now), outlet(now, code="pier-two")
    offered(place, now)
    view = booked(place, MONDAY, now)

    with pytest.raises(refusals.ElsewhereBooked):
        arrive(view.number, kiosk(other), MONDAY)
    with pytest.raises(UnknownAppointment):
        arrive(view.number, kiosk(outlet(now, issuer="rivertown")), MONDAY)
    with pytest.raises(UnknownAppointment):
        arrive(view.number, samples.holder(), MONDAY)
    with pytest.raises(NotAllowed):
        arrive(view.number, teller(place, role=Role.AUDITOR), MONDAY)


def test_a_cancelled_ticket_is_over_and_guessing_ends_soon(now: datetime) -> None:
    place, me = outlet(now), samples.holder()
    offered(place, now)
    view = booked(place, MONDAY, now, by=me)
    actions.cancel_appointment(appointment=view.id, **asking(me, now))

    with pytest.raises(refusals.AppointmentOver):
        arrive(view.payload, kiosk(place), MONDAY)
    for guess in range(10):
        with pytest.raises(UnknownAppointment):
            arrive(f"0000-000{guess}", kiosk(place), MONDAY)
    with pytest.raises(TooManyTries):
        arrive(view.payload, kiosk(place), MONDAY)


def test_an_appointment_whose_time_has_come_goes_first_and_an_early_one_last(
    now: datetime,
) -> None:
    place = outlet(now)
    offered(place, now)
    due, early = booked(place, MONDAY, now), booked(place, MONDAY + HOUR, now)
    machine, clerk = kiosk(place), teller(place)
    arrive(early.number, machine, MONDAY)
    walked_in = number(machine, MONDAY)
    arrive(due.number, machine, MONDAY + MINUTE)

    line = queries.queue(by=clerk, now=MONDAY + MINUTE)
    assert [one.appointment for one in line.waiting] == [due.id, "", early.id]

    called = [
        actions.call_next(desk="3", **asking(clerk, MONDAY + MINUTE)).appointment for _ in range(3)
    ]
    assert called == [due.id, "", early.id]
    assert queries.ticket(walked_in.id, by=clerk).state is Turn.SERVED
    with pytest.raises(NobodyWaits):
        actions.call_next(desk="3", **asking(clerk, MONDAY + MINUTE))
    at_desk = queries.at_desk(by=clerk, now=MONDAY + MINUTE)
    assert at_desk
    assert (at_desk.appointment, at_desk.desk) == (early.id, "3")


def test_the_same_call_calls_once_and_two_clerks_never_the_same(now: datetime) -> None:
    place = outlet(now)
    first, second = (number(kiosk(place), MONDAY) for _ in range(2))

    called = [actions.call_next(**asking(teller(place), MONDAY, "n")).id for _ in range(2)]
    other = actions.call_next(**asking(teller(place, 2), MONDAY)).id

    assert called == [first.id] * 2
    assert other == second.id
    assert len(queries.queue(by=teller(place), now=MONDAY).called) == 2


def test_who_does_not_come_to_the_desk_is_gone_and_his_appointment_missed(now: datetime) -> None:
    place, me = outlet(now), samples.holder()
    offered(place, now)
    view = booked(place, MONDAY, now, by=me)
    arrive(view.number, kiosk(place), MONDAY)
    clerk = teller(place)
    waiting = queries.queue(by=clerk, now=MONDAY).waiting[0]

    with pytest.raises(refusals.TurnOver):
        actions.end_turn(ticket=waiting.id, came=False, **asking(clerk, MONDAY))
    called = actions.call_next(**asking(clerk, MONDAY))
    for _ in range(2):
        gone = actions.end_turn(ticket=called.id, came=False, **asking(clerk, MONDAY))

    assert gone.state is Turn.GONE
    assert queries.appointment(view.id, by=me, now=MONDAY).state is State.MISSED
    with pytest.raises(refusals.TurnOver):
        actions.end_turn(ticket=called.id, came=True, **asking(clerk, MONDAY))


def test_only_those_who_serve_there_call(now: datetime) -> None:
    place, other = outlet(now), outlet(now, code="pier-two")
    ticket = number(kiosk(place), MONDAY)

    with pytest.raises(NotAllowed):
        actions.call_next(**asking(kiosk(place), MONDAY))
    with pytest.raises(NotAllowed):
        actions.call_next(**asking(teller(place, role=Role.AUDITOR), MONDAY))
    with pytest.raises(refusals.ElsewhereBooked):
        actions.call_next(outlet=place.id, **asking(teller(other), MONDAY))
    foreign = teller(outlet(now, issuer="rivertown"))
    with pytest.raises(UnknownTicket):
        actions.end_turn(ticket=ticket.id, came=True, **asking(foreign, MONDAY))
    with pytest.raises(UnknownOutlet):
        queries.queue(place.id, by=foreign, now=MONDAY)
    with pytest.raises(Invalid):
        actions.call_next(desk="a" * 13, **asking(teller(place), MONDAY))


def test_after_midnight_the_queue_of_the_evening_goes_on(now: datetime) -> None:
    place = outlet(now, hours=Hours.read("mon-sun 18:00-02:00"))
    before, after = (
        datetime(2026, 11, 23, 15, 55, tzinfo=UTC),
        datetime(2026, 11, 23, 16, 5, tzinfo=UTC),
    )

    numbers = [number(kiosk(place), moment).number for moment in (before, after)]

    assert numbers == ["C001", "C002"]
    assert number(kiosk(place), after + 18 * HOUR).number == "C001"


def test_what_a_day_left_behind_is_ended(now: datetime) -> None:
    place = outlet(now)
    offered(place, now)
    view = booked(place, MONDAY, now)
    arrive(view.number, kiosk(place), MONDAY)
    number(kiosk(place), MONDAY)
    actions.call_next(**asking(teller(place), MONDAY))

    assert actions.sweep_queues(now=MONDAY + HOUR) == 0
    assert actions.sweep_queues(now=MONDAY + 3 * DAY) == 2
    assert actions.sweep_queues(now=MONDAY + 3 * DAY) == 0
    found = queries.appointment(view.id, by=teller(place), now=MONDAY + 3 * DAY)
    assert found.state is State.SERVED
