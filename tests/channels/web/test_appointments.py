"""Booking on the website: open to read for anybody, kept to oneself once it is booked."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils.translation import override
from pytest_django.plugin import DjangoDbBlocker

from tests import story
from yika.channels.common.directory import appointments
from yika.channels.common.directory.calendar_file import calendar_file
from yika.domain.outlets import actions, queries
from yika.domain.outlets.rules import State


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[story.Shop]:
    """The shop, built once for all these tests and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = story.shop("rivertown-transit", "Rivertown Transit", "江城通", "transit-adult", 5)
        story.receive(made)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def shop(built: story.Shop, db: None) -> story.Shop:
    return built


@pytest.fixture
def me(client: Client) -> story.Person:
    client.cookies["yika_language"] = "en"
    person = story.holder()
    story.come_in(client, person)
    return person


def free(shop: story.Shop, place: int = 3) -> str:
    """The address of the last look at a free time."""
    calendar = queries.calendar(shop.outlet, "loss", now=story.moment())
    times = [one for day in calendar.days() for one in calendar.free_on(day)]
    key = appointments.key(times[place].begins_at)
    return f"/appointments/new/loss/{shop.outlet}/{key}"


def booked(client: Client, shop: story.Shop, place: int = 3) -> str:
    """The id of an appointment that was booked on the page."""
    answer = client.post(free(shop, place), {"request_id": f"book-{place}"})
    assert answer.status_code == 303
    return answer.headers["Location"].rpartition("/")[2]


def test_anybody_may_look_for_a_time_and_only_the_last_look_wants_a_sign_in(
    client: Client, shop: story.Shop
) -> None:
    for address in (
        "/appointments/new",
        f"/appointments/new?outlet={shop.outlet}",
        "/appointments/new/loss",
        f"/appointments/new/loss/{shop.outlet}",
    ):
        assert client.get(address).status_code == 200

    answer = client.get(free(shop))

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/sign-in?next=%2Fappointments%2Fnew%2Floss%2F")


def test_from_what_to_the_ticket_and_its_calendar_file(
    client: Client, shop: story.Shop, me: story.Person
) -> None:
    page = client.get(f"/appointments/new/loss/{shop.outlet}").content.decode()
    address = re.findall(r'href="(/appointments/new/loss/[^"]+Z)"', page)[-1]
    assert "Is everything right?" in client.get(address).content.decode()

    ticket = client.post(address, {"request_id": "book"}).headers["Location"]
    again = client.post(address, {"request_id": "book"}).headers["Location"]
    told = client.get(ticket).content.decode()
    file = client.get(f"{ticket}/calendar.ics")

    assert again == ticket
    [view] = queries.coming(me.actor.id, by=me.actor, now=story.moment())
    assert view.number in told
    assert 'class="segno"' in told
    assert file.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"DTSTART:{appointments.key(view.begins_at)}\r\n" in file.content.decode()
    for around in ("/cards", "/appointments", "/me"):
        assert client.get(around).status_code == 200
    assert ticket in client.get("/cards").content.decode()


def test_what_cannot_be_had_comes_with_what_can(
    client: Client, shop: story.Shop, me: story.Person
) -> None:
    past = f"/appointments/new/loss/{shop.outlet}/20200101T000000Z"

    answer = client.get(past)

    assert answer.status_code == 422
    assert "The next free time is" in answer.content.decode()
    instead = re.findall(r'href="(/appointments/new/loss/[^"]+Z)"', answer.content.decode())
    assert client.get(instead[0]).status_code == 200
    assert client.post(past, {"request_id": "p"}).status_code == 422


@pytest.mark.parametrize(
    "address",
    [
        "/appointments/new/loss/{outlet}/yesterday",
        "/appointments/new/loss/{outlet}/99999999T999999Z",
        "/appointments/new/closing/{outlet}",
        "/appointments/new/nothing",
        "/appointments/new/loss/out_nonsense",
        "/appointments/apt_nonsense",
    ],
)
def test_addresses_that_somebody_made_up_are_refused(
    client: Client, shop: story.Shop, me: story.Person, address: str
) -> None:
    assert client.get(address.format(outlet=shop.outlet)).status_code in {404, 422}


def test_moving_and_cancelling(client: Client, shop: story.Shop, me: story.Person) -> None:
    ticket = booked(client, shop)
    other = free(shop, 9).rpartition("/")[2]

    assert client.get(f"/appointments/{ticket}/move").status_code == 200
    assert client.get(f"/appointments/{ticket}/move/{other}").status_code == 200
    moved = client.post(f"/appointments/{ticket}/move/{other}", {"request_id": "m"})
    taken = client.post(f"/appointments/{ticket}/move/20200101T000000Z", {"request_id": "n"})

    assert (moved.status_code, taken.status_code) == (303, 422)
    view = queries.appointment(ticket, by=me.actor, now=story.moment())
    assert appointments.key(view.begins_at) == other

    assert client.get(f"/appointments/{ticket}/cancel").status_code == 200
    assert client.post(f"/appointments/{ticket}/cancel", {"request_id": "c"}).status_code == 303
    assert queries.appointment(ticket, by=me.actor, now=story.moment()).state is State.CANCELLED
    late = client.post(f"/appointments/{ticket}/move/{other}", {"request_id": "o"})
    assert late.status_code == 409
    assert "segno" not in client.get(f"/appointments/{ticket}").content.decode()


def test_the_ticket_of_another_does_not_exist(
    client: Client, shop: story.Shop, me: story.Person
) -> None:
    ticket = booked(client, shop)
    story.come_in(client, story.holder("13800000002"))

    for page in ("", "/calendar.ics", "/move", "/cancel"):
        assert client.get(f"/appointments/{ticket}{page}").status_code == 404
    assert client.post(f"/appointments/{ticket}/cancel").status_code == 404


def test_once_checked_in_the_ticket_shows_the_number(
    client: Client, shop: story.Shop, me: story.Person
) -> None:
    ticket = booked(client, shop, place=0)
    teller = shop.staff[story.Role.TELLER].actor
    number = actions.check_in(ticket=ticket, **story.asking(teller)).number

    assert number in client.get(f"/appointments/{ticket}").content.decode()
    assert (
        "0 people are called before you" in client.get(f"/appointments/{ticket}").content.decode()
    )
    actions.call_next(desk="2", **story.asking(teller))
    assert "desk 2" in client.get(f"/appointments/{ticket}").content.decode()


def test_a_calendar_file_is_folded_and_nothing_in_it_ends_a_line(
    client: Client, shop: story.Shop, me: story.Person
) -> None:
    ticket = booked(client, shop)
    view = queries.appointment(ticket, by=me.actor, now=story.moment())
    with override("zh-hans"):
        shown = appointments.shown(view)
        text = calendar_file(shown, host="example.com", now=view.begins_at - timedelta(days=1))

    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert max(len(line.encode()) for line in lines) <= 75
    assert f"UID:{view.id}@example.com" in text.replace("\r\n ", "")
