"""Organizations at the console: registered, looked at, and nothing of them at another issuer."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import story
from tests.channels.console.scene import Browser
from tests.domain.identity.verifying import desk
from yika.domain.identity import actions as identity
from yika.domain.journal.models import Entry
from yika.domain.people.actions import register_holder
from yika.domain.staff.rules import Role

CODE = "91350100M000100Y43"


@pytest.fixture
def city(db: None) -> story.City:
    return story.city(6)


def known(shop: story.Shop, name: str, serial: int) -> str:
    """Somebody who has proven an hour ago who he is."""
    teller, now = shop.staff[Role.TELLER].actor, story.moment() - timedelta(hours=1)
    person = register_holder(name=name, language="en", **story.asking(teller, now))
    verification = identity.begin_verification(
        holder=person,
        issuer=shop.code,
        product="transit-adult",
        edition=1,
        real_name=desk.policy(front_only=["resident-id"]),
        document="resident-id",
        subject="",
        **story.asking(teller, now),
    ).id
    about = {"verification": verification}
    identity.add_picture(
        **about, side="front", content=desk.picture(1), **story.asking(teller, now)
    )
    identity.give_fields(**about, fields=desk.card(serial), **story.asking(teller, now))
    identity.submit_verification(**about, witness=desk.NOBODY, **story.asking(teller, now))
    desk.approve(verification, shop.staff[Role.REVIEWER].actor, now)
    return person


def form(person: str, **more: str) -> dict[str, Any]:
    today = story.moment().date()
    file = SimpleUploadedFile("letter.jpg", desk.picture(5), content_type="image/jpeg")
    days = {"since": today.isoformat(), "until": (today + timedelta(days=300)).isoformat()}
    return {"person": person, "letter": file, **days} | more


def test_an_organization_from_its_first_letter_to_the_end_of_one(city: story.City) -> None:
    shop = city.transit
    boss, aide = known(shop, "林晚", 1), known(shop, "周一", 2)
    browser = Browser(shop.staff[Role.TELLER])
    named = {"name": "江城物流（集团）有限公司", "code": CODE}

    made = browser.post("/console/organizations/new", **form(boss, **named))
    page = made.headers["Location"]
    shown = browser.text(page)
    assert CODE in shown
    assert "林*" in shown

    given = browser.post(f"{page}/letters/new", **form(aide, role="deputy"))
    assert given.headers["Location"] == page
    shown = browser.text(page)
    ends = [part.split('"')[0] for part in shown.split('href="') if "/end" in part.split('"')[0]]
    assert browser.post(ends[1]).status_code == 303
    assert "周*" not in browser.text(page)
    assert browser.get(ends[1]).status_code == 404

    letter = next(p.split('"')[0] for p in shown.split('href="/console/letters/')[1:])
    picture = browser.get(f"/console/letters/{letter}")
    assert (picture.status_code, picture.headers["Cache-Control"]) == (200, "no-store")
    assert Entry.objects.filter(event="organization.letter_looked").count() == 1

    stranger = Browser(city.campus.staff[Role.SUPERVISOR])
    for address in (page, f"{page}/letters/new", ends[0], f"/console/letters/{letter}"):
        assert stranger.get(address).status_code == 404
    assert CODE not in stranger.text("/console/organizations")


def test_what_is_wrong_is_said_in_the_form(city: story.City) -> None:
    shop = city.transit
    browser = Browser(shop.staff[Role.TELLER])
    for wrong in ({"code": "91350100M000100Y44"}, {"until": "soon"}, {"letter": ""}):
        given = form("hld_nobody", name="公司", code=CODE) | wrong
        assert browser.post("/console/organizations/new", **given).status_code == 422
    assert browser.post("/console/organizations/new", **form("hld_x", name="公司", code=CODE))
    assert Browser(shop.staff[Role.OPERATOR]).get("/console/organizations").status_code == 403
