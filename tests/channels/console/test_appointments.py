"""The console says what can be booked where, who comes when, and gives up for the holder."""

from datetime import timedelta

import pytest

from tests import story
from tests.channels.console.scene import Browser, Scene
from yika.domain.issuers.actions import change_outlet
from yika.domain.issuers.rules import Hours
from yika.domain.outlets import queries
from yika.domain.outlets.rules import State
from yika.domain.staff.rules import Role

TERMS = {"minutes": "30", "places": "2", "days_ahead": "7", "notice": "60", "bookable": "yes"}


def test_a_service_is_offered_changed_and_paused(scene: Scene, supervisor: Browser) -> None:
    outlet = scene.city.transit.outlet
    address = f"/console/outlets/{outlet}/offers/top-up"

    assert 'value="20"' in supervisor.text(address)
    assert supervisor.post(address, **TERMS).status_code == 303
    offer = queries.find_offer(outlet, "top-up")
    assert offer
    assert (offer.minutes, offer.places, offer.bookable) == (30, 2, True)
    assert 'value="30"' in supervisor.text(address)

    assert supervisor.post(address, **TERMS | {"bookable": ""}).status_code == 303
    assert "Paused" in supervisor.text(f"/console/outlets/{outlet}")


@pytest.mark.parametrize(
    ("name", "typed"), [("minutes", "1"), ("places", "many"), ("notice", "9" * 5), ("places", "")]
)
def test_terms_that_make_no_sense_are_told_at_their_field(
    scene: Scene, supervisor: Browser, name: str, typed: str
) -> None:
    address = f"/console/outlets/{scene.city.transit.outlet}/offers/closing"

    answer = supervisor.post(address, **TERMS | {name: typed})

    assert answer.status_code == 422
    wrong = [field.name for field in answer.context["form"].fields if field.faults]
    assert wrong == [name]
    assert queries.find_offer(scene.city.transit.outlet, "closing") is None


def test_the_appointments_of_a_day_and_giving_one_up(scene: Scene, supervisor: Browser) -> None:
    shop = scene.city.transit
    view = queries.appointment(scene.appointment, by=story.OPERATOR, now=story.moment())
    address = f"/console/appointments?outlet={shop.outlet}&day={view.day}"

    assert view.number in supervisor.text(address)
    assert view.number not in supervisor.text(
        f"/console/appointments?outlet={shop.outlet}&day={view.day - timedelta(days=2)}"
    )
    cancel = f"/console/appointments/{view.id}/cancel"
    assert view.number in supervisor.text(cancel)
    assert supervisor.post(cancel).status_code == 303
    found = queries.appointment(view.id, by=story.OPERATOR, now=story.moment())
    assert found.state is State.CANCELLED


def test_who_comes_when_it_is_closed_stands_out(scene: Scene, supervisor: Browser) -> None:
    shop = scene.city.transit
    view = queries.appointment(scene.appointment, by=story.OPERATOR, now=story.moment())
    change_outlet(outlet=shop.outlet, hours=Hours.parse({}), **story.asking())

    page = supervisor.text(f"/console/appointments?outlet={shop.outlet}&day={view.day}")

    assert "The outlet is closed then" in page


def test_a_teller_sees_the_appointments_and_changes_no_offer(scene: Scene, db: None) -> None:
    teller = Browser(scene.city.transit.staff[Role.TELLER])

    assert "Appointments" in teller.text("/console/appointments")
    offer = f"/console/outlets/{scene.city.transit.outlet}/offers/loss"
    assert teller.get(offer).status_code == 403
