"""A kiosk's visit: one errand, tied to this machine, forgotten at its end."""

import pytest
from django.test import Client

from tests import story
from yika.domain.machines.actions import revoke_machine
from yika.domain.machines.rules import MachineKind

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def city() -> story.City:
    return story.city()


@pytest.fixture
def kiosk(client: Client, city: story.City) -> Client:
    return story.come_in(client, city.transit.machines[MachineKind.KIOSK])


def test_a_visit_begins_with_a_card_and_ends_on_the_first_screen(
    kiosk: Client, city: story.City
) -> None:
    begun = kiosk.post("/kiosk/activate", {"card": city.transit.cards[0].number})
    assert begun.headers["Location"] == "/kiosk/visit"
    assert kiosk.get("/kiosk/visit").status_code == 200
    kiosk.get("/kiosk/end")
    assert kiosk.get("/kiosk/visit").headers["Location"] == "/kiosk"


def test_a_visit_is_of_no_use_at_another_kiosk(kiosk: Client, city: story.City) -> None:
    kiosk.post("/kiosk/activate", {"card": city.transit.cards[0].number})
    other = story.pair(city.transit.code, MachineKind.KIOSK, city.transit.outlet)
    story.come_in(kiosk, other)
    assert kiosk.get("/kiosk/visit").headers["Location"] == "/kiosk"


def test_a_forged_visit_is_none(kiosk: Client) -> None:
    kiosk.cookies["yika_visit"] = "WyJkZXZfMSIsImVycl8xIl0:1:forged"
    assert kiosk.get("/kiosk/visit").headers["Location"] == "/kiosk"


def test_a_card_of_another_issuer_does_not_exist_here(kiosk: Client, city: story.City) -> None:
    answer = kiosk.post("/kiosk/activate", {"card": city.campus.cards[0].number})
    assert answer.status_code == 404


def test_a_revoked_kiosk_and_a_counter_are_no_kiosk(client: Client, city: story.City) -> None:
    counter = city.transit.machines[MachineKind.COUNTER]
    assert story.come_in(client, counter).get("/kiosk").headers["Location"] == "/kiosk/pair"
    kiosk = city.transit.machines[MachineKind.KIOSK]
    assert story.come_in(client, kiosk).get("/kiosk").status_code == 200
    revoke_machine(machine=kiosk.actor.id, **story.asking())
    assert client.get("/kiosk").headers["Location"] == "/kiosk/pair"


def test_no_screen_may_be_kept(kiosk: Client) -> None:
    for address in ("/kiosk", "/kiosk/activate", "/kiosk/continue", "/kiosk/help"):
        assert "no-store" in kiosk.get(address).headers["Cache-Control"]
