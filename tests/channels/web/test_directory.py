"""Outlets and guides on the web: anybody may read them, and what does not exist is told so."""

from datetime import timedelta

import pytest
from django.test import Client

from tests import story
from tests.story import City
from yika.domain.issuers.actions import change_outlet, close_outlet, set_special_days
from yika.domain.issuers.rules import Hours, Text

pytestmark = pytest.mark.django_db

ALWAYS = Hours.parse(
    dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "00:00-24:00")
)


@pytest.fixture
def city() -> City:
    return story.city(count=1)


def test_outlets_are_listed_and_narrowed(client: Client, city: City) -> None:
    change_outlet(outlet=city.transit.outlet, hours=ALWAYS, services=["loss"], **story.asking())
    change_outlet(outlet=city.campus.outlet, hours=Hours(), step_free=False, **story.asking())

    def found(query: str) -> list[bool]:
        page = client.get(f"/outlets?{query}").content.decode()
        return [name in page for name in ("Rivertown Transit, center", "South Lake University, ")]

    client.cookies["yika_language"] = "en"
    assert found("") == [True, True]
    assert found("issuer=rivertown-transit") == [True, False]
    assert found("service=top-up") == [False, True]
    assert found("open=on") == [True, False]
    assert found("step-free=on") == [True, False]
    assert found("issuer=nobody&service=haircut&page=-1") == [True, True]
    assert found("issuer=rivertown-transit&service=top-up") == [False, False]


def test_an_outlet_tells_its_week_with_its_holidays(client: Client, city: City) -> None:
    day = story.moment().date() + timedelta(days=2)
    words = Text("Lantern Festival", "元宵节")
    set_special_days(
        issuer=city.transit.code, first=day, last=day, hours="", words=words, **story.asking()
    )
    page = client.get(f"/outlets/{city.transit.outlet}", headers={"accept-language": "en"})

    assert page.status_code == 200
    assert "Lantern Festival" in page.content.decode()
    assert "400 800 1234" in page.content.decode()


def test_a_closed_outlet_and_none_are_the_same(client: Client, city: City) -> None:
    close_outlet(outlet=city.transit.outlet, **story.asking())

    for outlet in (city.transit.outlet, city.campus.outlet[:-1] + "?", "x" * 10_000, "%00"):
        assert client.get(f"/outlets/{outlet}").status_code == 404


def test_guides_are_read_signed_out(client: Client, city: City) -> None:
    client.cookies["yika_language"] = "en"
    everything = client.get("/guides").content.decode()
    card = client.get("/guides/rivertown-transit/transit-adult").content.decode()
    guide = client.get("/guides/rivertown-transit/transit-adult/activation").content.decode()

    assert "/guides/rivertown-transit/transit-adult" in everything
    assert "/guides/rivertown-transit/transit-adult/activation" in card
    assert "Keep it flat and dry" in card
    assert "Show that you have the card" in guide
    assert "Rivertown Transit, center" in guide


@pytest.mark.parametrize(
    "address", ["rivertown-transit/x", "x/transit-adult", "rivertown-transit/transit-adult/dance"]
)
def test_a_guide_that_is_not_there_is_told_so(client: Client, city: City, address: str) -> None:
    assert client.get(f"/guides/{address}").status_code == 404


def test_the_position_is_asked_for_on_the_list_alone(client: Client, city: City) -> None:
    listed = client.get("/outlets").headers["Permissions-Policy"]
    one = client.get(f"/outlets/{city.transit.outlet}").headers["Permissions-Policy"]

    assert "geolocation=(self)" in listed
    assert "geolocation=()" in one


def test_lists_need_few_questions(
    client: Client, city: City, django_assert_max_num_queries
) -> None:
    for address in ("/outlets?issuer=rivertown-transit", "/guides"):
        with django_assert_max_num_queries(12):
            client.get(address)
