"""Organizations on the website: their cards in the hands of who acts for them or uses them."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests import story
from tests.domain.identity.verifying import desk
from yika.domain.cards import actions as cards
from yika.domain.journal.models import Entry
from yika.domain.organizations.actions import register_organization
from yika.domain.organizations.rules import Letter
from yika.domain.people.actions import acquaint
from yika.domain.staff.rules import Role

pytestmark = pytest.mark.django_db
CODE = "91350100M000100Y43"


@pytest.fixture
def city() -> story.City:
    return story.city(6)


@pytest.fixture
def boss(city: story.City) -> story.Person:
    person = story.holder("13800000001")
    shop, teller = city.transit, city.transit.staff[Role.TELLER].actor
    acquaint(holder=person.actor.id, issuer=shop.code, **story.asking(teller))
    story.prove(shop, person)
    return person


@pytest.fixture
def firm(city: story.City, boss: story.Person) -> str:
    """A company with one card in use; its id."""
    shop, teller = city.transit, city.transit.staff[Role.TELLER].actor
    today = story.moment().date()
    made = register_organization(
        name="江城物流有限公司",
        code=CODE,
        language="zh-hans",
        responsible=boss.actor.id,
        letter=Letter(desk.picture(9), today - timedelta(days=2), today + timedelta(days=99)),
        **story.asking(teller),
    ).id
    about = {"card": shop.card_ids[0], "holder": made}
    cards.give_card_to(**about, **story.asking(teller))
    cards.activate_card(**about, **story.asking(teller))
    return made


def browser(person: story.Person) -> Client:
    client = story.come_in(Client(), person)
    client.cookies["yika_language"] = "en"
    return client


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def test_who_acts_names_a_user_who_may_stop_the_card(
    city: story.City, boss: story.Person, firm: str
) -> None:
    card, page = city.transit.card_ids[0], f"/me/organizations/{firm}"
    driver = story.holder("13800000002")
    hers, his = browser(boss), browser(driver)
    assert page in shown(hers, "/me/organizations")
    own = re.findall(r"hld_[0-9a-z]{26}", shown(his, "/me/organizations"))
    assert own == [driver.actor.id]

    named = {"person": own[0], "words": "Fuel on working days"}
    assert hers.post(f"{page}/cards/{card}/user", named).status_code == 303
    assert "Fuel on working days" in shown(his, "/me/organizations")
    assert his.post(f"/me/used/{card}/freeze").status_code == 303
    assert "Frozen" in shown(his, "/me/organizations")
    entry = Entry.objects.filter(event="card.frozen", subject=card).get()
    assert (entry.actor_id, entry.facts["person"]) == (firm, driver.actor.id)

    assert his.get(page).status_code == 404
    assert his.post(f"{page}/cards/{card}/thaw").status_code == 404
    assert hers.post(f"{page}/cards/{card}/thaw").status_code == 303
    assert hers.post(f"{page}/cards/{card}/freeze").status_code == 303
    end = re.findall(r'action="([^"]+/users/[^"]+/end)"', shown(hers, page))
    assert his.post(end[0]).status_code == 404
    assert hers.post(end[0]).status_code == 303
    assert "Fuel" not in shown(his, "/me/organizations")
    assert his.post(f"/me/used/{card}/freeze").status_code == 404


def test_a_stranger_sees_nothing_and_signs_in_first(city: story.City, firm: str) -> None:
    stranger = browser(story.holder("13800000003"))
    card = city.transit.card_ids[0]
    for address in (f"/me/organizations/{firm}", f"/me/organizations/{firm}/cards/{card}/user"):
        assert stranger.get(address).status_code == 404
        assert Client().get(address).status_code in {302, 303}
    assert "You act for nobody" in shown(stranger, "/me/organizations")
    assert "/me/organizations" in shown(stranger, "/me")
