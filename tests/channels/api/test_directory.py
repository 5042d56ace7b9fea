"""Outlets and guides for programs."""

from datetime import timedelta

import pytest

from tests import story
from tests.channels.api.conftest import Program
from yika.domain.issuers.actions import act_for, change_outlet, set_special_days
from yika.domain.issuers.rules import Text

pytestmark = pytest.mark.django_db


def test_an_outlet_tells_all_that_the_public_knows(city: story.City, program: Program) -> None:
    shop = city.transit
    day = story.moment().date() + timedelta(days=2)
    words = Text("Lantern Festival", "元宵节")
    set_special_days(issuer=shop.code, first=day, last=day, hours="", words=words, **story.asking())
    change_outlet(outlet=shop.outlet, services=["loss"], step_free=True, **story.asking())

    told = program.get(f"/outlets/{shop.outlet}").json

    assert told["services"] == ["loss"]
    assert told["special_days"] == [
        {"day": str(day), "hours": "", "why": {"en": words.en, "zh_hans": words.zh_hans}}
    ]
    assert told["step_free"]
    assert told["position"] == {"latitude": 30.5931, "longitude": 114.3055}
    assert told["issuers"] == [shop.code]
    assert (told["kiosks"]["count"], told["waiting"]) == (1, 0)


def test_outlets_that_act_for_the_issuer_are_listed_too(city: story.City, program: Program) -> None:
    theirs = city.campus.outlet
    assert program.get(f"/outlets/{theirs}").status == 404

    act_for(outlet=theirs, issuers=[city.transit.code], **story.asking())

    listed = program.get("/outlets").json["data"]
    assert [one["id"] for one in listed] == [city.transit.outlet, theirs]
    assert program.get(f"/outlets/{theirs}").status == 200


def test_outlets_are_narrowed_to_a_service(city: story.City, program: Program) -> None:
    change_outlet(outlet=city.transit.outlet, services=["loss"], **story.asking())

    assert len(program.get("/outlets?service=loss").json["data"]) == 1
    assert program.get("/outlets?service=top-up").json["data"] == []
    assert program.get("/outlets?service=haircut").status == 422


def test_guides_are_those_of_the_issuers_own_cards(program: Program) -> None:
    [card] = program.get("/guides").json["data"]

    assert card["product"] == "transit-adult"
    activation = next(one for one in card["guides"] if one["errand"] == "activation")
    assert activation["title"] == "Activate a card"
    assert activation["places"] == ["web", "kiosk", "counter"]
    assert activation["steps"][0]["name"] == "possession"
    assert program.get("/guides/transit-adult").json == card
    assert program.get("/guides/campus-student").status == 404
