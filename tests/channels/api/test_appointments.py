"""A partner's app books, moves and gives up for a holder, and checks him in."""

from datetime import timedelta

import pytest

from tests import story
from tests.channels.api.conftest import Program

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder(city: story.City, program: Program) -> str:
    story.receive(city.transit)
    given = {"name": "林小雨", "phone": "13800138000"}
    return str(program.post("/holders", given).json["id"])


def free(program: Program, outlet: str) -> list[str]:
    days = f"/outlets/{outlet}/services/loss/days"
    found = []
    for day in program.get(days).json["data"]:
        found += program.get(f"{days}/{day['day']}").json["data"]
    return [one["begins_at"] for one in found]


def test_from_what_is_free_to_the_number_in_the_queue(
    city: story.City, program: Program, holder: str
) -> None:
    outlet = city.transit.outlet
    [loss, _] = program.get(f"/outlets/{outlet}/services").json["data"]
    assert (loss["service"], loss["minutes"], loss["places"]) == ("loss", 5, 3)
    first, second, third = free(program, outlet)[:3]
    given = {"outlet": outlet, "service": "loss", "begins_at": second, "holder": holder}

    booked = program.post("/appointments", given, key="book")
    assert booked.status == 201
    assert program.post("/appointments", given, key="book").json == booked.json
    address = f"/appointments/{booked.json['id']}"
    moved = program.post(f"{address}/move", {"begins_at": third})
    assert (moved.json["begins_at"], moved.json["moves"]) == (third, 1)

    ticket = {"ticket": moved.json["qr_text"]}
    number = program.post("/appointments/check-in", ticket)
    again = program.post("/appointments/check-in", ticket)
    assert (number.status, number.json["ahead"]) == (200, 0)
    assert (again.status, again.code) == (409, "appointment.already_checked_in")
    assert program.get(address).json["queue"]["number"] == number.json["number"]
    late = program.post(f"{address}/cancel")
    assert (late.status, late.code) == (409, "appointment.over")
    assert first < second


@pytest.mark.parametrize(
    ("begins_at", "code"),
    [
        ("2020-01-01T00:00:00Z", "appointment.too_soon"),
        ("9999-12-31T23:59:59Z", "appointment.too_far_ahead"),
    ],
)
def test_whoever_is_refused_is_told_the_next_free_time(
    city: story.City, program: Program, holder: str, begins_at: str, code: str
) -> None:
    outlet = city.transit.outlet
    given = {"outlet": outlet, "service": "loss", "begins_at": begins_at, "holder": holder}

    answer = program.post("/appointments", given)

    assert (answer.status, answer.code) == (422, code)
    assert answer.json["facts"]["next_at"]


def test_a_time_without_a_zone_or_between_two_is_none(
    city: story.City, program: Program, holder: str
) -> None:
    outlet = city.transit.outlet
    given = {"outlet": outlet, "service": "loss", "holder": holder}
    between = story.moment().replace(microsecond=7) + timedelta(hours=1)

    assert program.post("/appointments", given | {"begins_at": "2026-11-23T09:00:00"}).status == 422
    answer = program.post("/appointments", given | {"begins_at": between.isoformat()})
    assert (answer.status, answer.code) == (422, "appointment.closed_then")
    given["service"] = "closing"
    answer = program.post("/appointments", given | {"begins_at": between.isoformat()})
    assert (answer.status, answer.code) == (422, "appointment.not_offered")
