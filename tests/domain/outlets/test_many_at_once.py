"""Very many ask for the last places of a day, and for the same ticket, at the same moment."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.domain.journal.shared_database import shared_database
from tests.domain.outlets import samples
from tests.domain.outlets.samples import LOSS, asking, booked, kiosk, offered, outlet, teller
from tests.domain.people.at_once import at_once
from yika.domain.outlets import actions, queries
from yika.domain.outlets.models import Appointment
from yika.domain.outlets.rules import AlreadyCheckedIn, TicketView, refusals
from yika.kit.actor import Actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared")]

ASKING = 1000
SIDE_BY_SIDE = 16
PLACES = 3
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LAST = [MONDAY + timedelta(minutes=minutes) for minutes in (0, 30, 60)]


@pytest.fixture(scope="module")
def shared(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), shared_database(tmp_path_factory.mktemp("shared")):
        yield


def crowd(people: list[Actor], book: Callable[[int, Actor], str]) -> list[str]:
    """What became of each, many of them at a time."""
    start = threading.Barrier(SIDE_BY_SIDE)

    def take(first: int) -> list[str]:
        try:
            start.wait(30)
            mine = range(first, len(people), SIDE_BY_SIDE)
            return [book(place, people[place]) for place in mine]
        finally:
            connection.close()

    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        return [one for some in pool.map(take, range(SIDE_BY_SIDE)) for one in some]


def test_of_a_thousand_none_is_overbooked_and_each_refused_one_told_what_is_free(
    now: datetime,
) -> None:
    place = outlet(now)
    offered(place, now, places=PLACES)

    def book(which: int, by: Actor) -> str:
        try:
            booked(place, LAST[which % len(LAST)], now, by=by)
        except refusals.FullyBooked as refused:
            wanted = LAST[which % len(LAST)]
            return "told" if refused.next_at and refused.next_at != wanted else "left alone"
        return "booked"

    outcomes = Counter(crowd(samples.holders(ASKING), book))

    assert outcomes == {"booked": PLACES * len(LAST), "told": ASKING - PLACES * len(LAST)}
    taken = Counter(Appointment.objects.values_list("begins_at", flat=True))
    assert taken == dict.fromkeys(LAST, PLACES)


def test_moves_that_cross_neither_overbook_nor_wait_for_each_other(now: datetime) -> None:
    place = outlet(now, code="pier-two")
    offered(place, now)
    people = samples.holders(2)
    views = [booked(place, time, now, by=by) for by, time in zip(people, LAST, strict=False)]

    def move(which: int, to: datetime) -> Callable[[], object]:
        return lambda: actions.move_appointment(
            appointment=views[which].id, begins_at=to, **asking(people[which], now)
        )

    at_once([move(0, LAST[2]), move(1, LAST[2])])

    rows = Appointment.objects.filter(holder__in=[row.holder for row in Appointment.objects.all()])
    mine = [row.begins_at for row in rows if str(row) in {view.id for view in views}]
    assert len(set(mine)) == 2
    assert LAST[2] in mine


def test_one_ticket_at_two_machines_gives_one_number(now: datetime) -> None:
    place = outlet(now, code="pier-three")
    offered(place, now)
    view = booked(place, MONDAY, now)

    def scan() -> TicketView:
        return actions.check_in(ticket=view.payload, **asking(kiosk(place), MONDAY))

    outcomes = at_once([scan] * 4)

    numbers = [one for one in outcomes if isinstance(one, TicketView)]
    assert len(numbers) == 1
    assert sum(isinstance(one, AlreadyCheckedIn) for one in outcomes) == 3


def test_numbers_and_calls_at_the_same_moment_are_each_given_once(now: datetime) -> None:
    place = outlet(now, code="pier-four")

    def take() -> TicketView:
        return actions.take_number(service=LOSS, **asking(kiosk(place), MONDAY))

    taken = [one for one in at_once([take] * 6) if isinstance(one, TicketView)]
    assert sorted(one.number for one in taken) == [f"C00{place}" for place in range(1, 7)]

    def call(clerk: int) -> Callable[[], TicketView]:
        return lambda: actions.call_next(**asking(teller(place, clerk), MONDAY))

    called = at_once([call(clerk) for clerk in range(1, 5)])
    assert len({one.id for one in called if isinstance(one, TicketView)}) == 4
    assert queries.waiting(place.id, now=MONDAY) == 2
