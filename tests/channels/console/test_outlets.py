"""The console says what outlets offer, where they are, and on which days other hours hold."""

from datetime import timedelta

import pytest

from tests.channels.console.scene import HOLIDAY, Browser, Scene
from yika.domain.issuers.queries import issuer, outlet
from yika.domain.issuers.rules import Position, Service
from yika.domain.staff.rules import Role

pytestmark = pytest.mark.django_db

ABOUT = {
    "name_en": "Pier One",
    "name_zh": "一号码头",
    "address_en": "1 Quay Road",
    "address_zh": "码头路 1 号",
    "hours": "mon-fri 09:00-17:00",
}


@pytest.fixture
def supervisor(scene: Scene, db: None) -> Browser:
    return Browser(scene.city.transit.staff[Role.SUPERVISOR])


def test_an_outlet_is_told_what_it_offers_and_where_it_is(
    scene: Scene, supervisor: Browser
) -> None:
    address = f"/console/outlets/{scene.city.transit.outlet}"
    given = {"position": "30.5, 114.3", "step_free": "yes", "for-loss": "yes"}

    assert supervisor.post(f"{address}/change", **ABOUT, **given).status_code == 303

    found = outlet(scene.city.transit.outlet)
    assert (found.services, found.step_free) == ((Service.LOSS,), True)
    assert found.position == Position(30.5, 114.3)
    assert "Report a loss" in supervisor.text(address)

    assert supervisor.post(f"{address}/change", **ABOUT).status_code == 303
    found = outlet(scene.city.transit.outlet)
    assert (found.services, found.step_free, found.position) == ((), False, None)


def test_what_is_wrong_is_told_at_its_field(scene: Scene, supervisor: Browser) -> None:
    address = f"/console/outlets/{scene.city.transit.outlet}/change"
    refused = supervisor.post(address, **ABOUT, position="over there")

    assert refused.status_code == 422
    assert 'value="over there"' in refused.content.decode()


@pytest.mark.parametrize("where", ["", "{outlet}/"])
def test_days_are_made_special_and_taken_back(
    scene: Scene, supervisor: Browser, where: str
) -> None:
    address = f"/console/outlets/{where.format(outlet=scene.city.transit.outlet)}days"
    first, last = HOLIDAY + timedelta(days=2), HOLIDAY + timedelta(days=3)
    words = {"words_en": "Feast", "words_zh": "节日", "hours": "10:00-12:00"}

    made = supervisor.post(f"{address}/new", first=str(first), last=str(last), **words)
    assert made.status_code == 303
    assert "Feast" in supervisor.text(made.headers["Location"])
    assert supervisor.post(f"{address}/{first}/clear").status_code == 303

    known = outlet(scene.city.transit.outlet) if where else issuer(scene.city.transit.code)
    days = [one.day for one in known.special_days]
    assert last in days
    assert first not in days
    assert supervisor.post(f"{address}/{first}/clear").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": ""},
        {"first": "2026-02-30"},
        {"first": "2020-01-01"},
        {"last": "2020-01-01"},
        {"hours": "late"},
        {"words_en": ""},
        {"words_zh": "x" * 10_000},
    ],
)
def test_what_cannot_be_is_refused_and_stays_typed(
    supervisor: Browser, wrong: dict[str, str]
) -> None:
    given = {"first": str(HOLIDAY), "words_en": "Feast of cranes", "words_zh": "节日"} | wrong
    refused = supervisor.post("/console/outlets/days/new", **given)

    assert refused.status_code == 422
    if "words_en" not in wrong:
        assert "Feast of cranes" in refused.content.decode()
