"""Guides and outlets at the kiosk are those of its own issuer, and ask nobody who he is."""

import pytest
from django.test import Client

from tests import story
from yika.domain.issuers.actions import act_for, close_outlet, open_outlet
from yika.domain.issuers.rules import Text
from yika.domain.machines.rules import MachineKind

pytestmark = pytest.mark.django_db

PAGES = [
    "/kiosk/info",
    "/kiosk/outlets",
    "/kiosk/guides",
    "/kiosk/guides/transit-adult",
    "/kiosk/guides/transit-adult/activation",
]


@pytest.fixture
def city() -> story.City:
    return story.city(count=1)


@pytest.fixture
def kiosk(client: Client, city: story.City) -> Client:
    client.cookies["yika_language"] = "en"
    return story.come_in(client, city.transit.machines[MachineKind.KIOSK])


def test_every_screen_opens_at_a_paired_kiosk_alone(kiosk: Client) -> None:
    for address in PAGES:
        assert kiosk.get(address).status_code == 200, address
        assert Client().get(address).headers["Location"] == "/kiosk/pair", address


@pytest.mark.parametrize("where", ["campus-student", "transit-adult/dance", "x"])
def test_a_guide_of_another_issuer_does_not_exist_here(kiosk: Client, where: str) -> None:
    assert kiosk.get(f"/kiosk/guides/{where}").status_code == 404


@pytest.mark.parametrize("odd", ["9", "-1", "x", "9" * 5000, "²"])
def test_a_list_that_is_asked_for_oddly_begins_anew(kiosk: Client, odd: str) -> None:
    assert "Adult transit card" in kiosk.get("/kiosk/guides", {"from": odd}).content.decode()


def test_the_nearest_outlets_come_first(kiosk: Client, city: story.City) -> None:
    for name, position in (("Far Away", "31.2, 121.4"), ("Round the Corner", "30.5935, 114.3060")):
        open_outlet(
            issuer=city.transit.code,
            code=name.lower().replace(" ", "-"),
            name=Text(name, name),
            address=Text("1 River Road", "江边路 1 号"),
            hours=story.OPEN_DAILY,
            position=position,
            **story.asking(),
        )
    act_for(outlet=city.campus.outlet, issuers=[city.transit.code], **story.asking())
    page = kiosk.get("/kiosk/outlets").content.decode()

    places = [page.index(name) for name in ("South Lake", "Round the Corner", "Far Away")]
    assert places == sorted(places)
    assert "50 m" in page


def test_a_kiosk_whose_outlet_was_closed_tells_of_the_others(
    kiosk: Client, city: story.City
) -> None:
    close_outlet(outlet=city.transit.outlet, **story.asking())
    for address in PAGES:
        assert kiosk.get(address).status_code == 200, address
