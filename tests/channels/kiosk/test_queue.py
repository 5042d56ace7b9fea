"""At the kiosk: check in with a ticket, take a number without one, and nobody's name is shown."""

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests import story
from yika.domain.machines.rules import MachineKind
from yika.domain.outlets import actions, queries
from yika.domain.outlets.rules import AppointmentView
from yika.domain.staff.rules import Role


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[story.City]:
    with django_db_blocker.unblock(), transaction.atomic():
        city = story.city(5)
        story.receive(city.transit)
        yield city
        transaction.set_rollback(True)


@pytest.fixture
def city(built: story.City, db: None) -> story.City:
    return built


@pytest.fixture
def kiosk(client: Client, city: story.City) -> Client:
    client.cookies["yika_language"] = "en"
    return story.come_in(client, city.transit.machines[MachineKind.KIOSK])


def ticket(city: story.City) -> AppointmentView:
    me = story.holder()
    free = queries.next_free(city.transit.outlet, "loss", now=story.moment())
    assert free
    return actions.book(
        outlet=city.transit.outlet,
        service="loss",
        begins_at=free.begins_at,
        **story.asking(me.actor),
    )


def test_a_ticket_gives_a_number_once(kiosk: Client, city: story.City) -> None:
    view = ticket(city)
    assert kiosk.get("/kiosk/come").status_code == 200

    first = kiosk.post("/kiosk/come", {"ticket": view.payload, "request_id": "a"})
    again = kiosk.post("/kiosk/come", {"ticket": view.number, "request_id": "b"})
    shown = kiosk.get(first.headers["Location"]).content.decode()

    assert first.status_code == 303
    assert again.status_code == 409
    [number] = set(re.findall(r"Your number is (C[0-9]{3})\.", again.content.decode()))
    assert number in shown
    assert view.holder not in shown


@pytest.mark.parametrize("text", ["", "0000-0000", "yk-apt:" + "a" * 43, "x" * 10_000])
def test_what_is_no_ticket_is_refused_with_what_was_typed(
    kiosk: Client, city: story.City, text: str
) -> None:
    answer = kiosk.post("/kiosk/come", {"ticket": text, "request_id": "a"})

    assert answer.status_code == 404
    assert f'value="{text}"' in answer.content.decode()


def test_without_an_appointment_a_touch_gives_a_number(kiosk: Client, city: story.City) -> None:
    menu = kiosk.get("/kiosk/come/number").content.decode()
    more = kiosk.get("/kiosk/come/number?more").content.decode()
    assert menu.count('name="service"') + 1 <= 6
    assert menu.count('name="service"') + more.count('name="service"') == 8

    taken = kiosk.post("/kiosk/come/number", {"service": "loss", "request_id": "n"})
    twice = kiosk.post("/kiosk/come/number", {"service": "loss", "request_id": "n"})
    shown = kiosk.get(taken.headers["Location"])

    assert taken.headers["Location"] == twice.headers["Location"]
    assert "You are called next." in shown.content.decode()
    assert kiosk.post("/kiosk/come/number", {"service": "tea"}).status_code == 422


def test_the_number_of_another_issuer_does_not_exist(kiosk: Client, city: story.City) -> None:
    teller = city.transit.staff[Role.TELLER].actor
    number = actions.take_number(service="loss", **story.asking(teller)).id
    assert kiosk.get(f"/kiosk/come/number/{number}").status_code == 200

    story.come_in(kiosk, city.campus.machines[MachineKind.KIOSK])

    assert kiosk.get(f"/kiosk/come/number/{number}").status_code == 404
    assert kiosk.get("/kiosk/come/number/qt_nonsense").status_code == 404
