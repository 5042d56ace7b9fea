"""At the counter: all cards in the name of who stands there, and organizations by their letters."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import story
from tests.channels.counter.conftest import Clerk, Page, in_stock
from tests.domain.identity.verifying import desk
from yika.domain.cards import actions as cards
from yika.domain.journal.models import Entry
from yika.domain.organizations.queries import organization, users_at
from yika.domain.people import actions as people
from yika.domain.people.queries import looks
from yika.domain.staff.rules import Role

CODE = "91350100M000100Y43"
SEEN = {"number": desk.citizen(1), "seen": "yes", "purpose": "he asks for it himself"}


@pytest.fixture
def lin(city: story.City, shop: story.Shop) -> story.Person:
    """Known to both issuers by two accounts, with a card at each."""
    person = known(shop, "13800000021")
    other = known(city.campus, "13800000022")
    hold(shop, person)
    hold(city.campus, other)
    return person


def known(shop: story.Shop, phone: str) -> story.Person:
    person = story.holder(phone)
    teller = shop.staff[Role.TELLER].actor
    people.acquaint(holder=person.actor.id, issuer=shop.code, **story.asking(teller))
    story.prove(shop, person)
    return person


def hold(shop: story.Shop, person: story.Person) -> str:
    card, teller = in_stock(shop), shop.staff[Role.TELLER].actor
    cards.hand_out(card=card, holder=person.actor.id, **story.asking(teller))
    return card


def test_all_cards_are_shown_to_who_has_compared_the_document(teller: Clerk, lin) -> None:
    address = f"/counter/people/{lin.actor.id}/cards"
    assert teller.does(address, **SEEN | {"seen": ""}).status == 422
    assert teller.does(address, **SEEN | {"number": desk.citizen(3)}).status == 422
    assert looks(lin.actor.id) == []

    page = teller.does(address, **SEEN)
    assert page.response.headers["Cache-Control"] == "no-store"
    assert page.text.count("He did not apply for this one") == 2
    assert "South Lake University" in page.text
    (look,) = looks(lin.actor.id)
    assert (look.field, look.purpose, look.by) == ("cards", SEEN["purpose"], teller.person.actor.id)


def test_he_did_not_apply_for_this_one(teller: Clerk, lin, campus: story.Shop) -> None:
    address = f"/counter/people/{lin.actor.id}/cards"
    foreign = in_stock(campus)
    assert teller.post(f"{address}/{foreign}").status == 409
    teller.does(address, **SEEN)
    page = teller.post(f"{address}/{foreign}", words="My cousin had my document.")
    assert "complaint" in page.text
    assert page.text.count("He did not apply for it.") == 1
    told = Entry.objects.get(event="card.disowned")
    assert (told.issuer, told.subject) == (campus.code, foreign)
    assert teller.post(f"{address}/{in_stock(campus, 1)}").status == 404


def test_only_who_may_unmask_sees_them(shop: story.Shop, lin, campus: story.Shop) -> None:
    address = f"/counter/people/{lin.actor.id}/cards"
    assert Clerk(shop.staff[Role.OPERATOR]).does(address, **SEEN).status == 403
    assert Clerk(campus.staff[Role.TELLER]).does(address, **SEEN).status == 404


def letter() -> dict[str, object]:
    today = story.moment().date()
    return {
        "letter": SimpleUploadedFile("letter.jpg", desk.picture(9)),
        "since": (today - timedelta(days=2)).isoformat(),
        "until": (today + timedelta(days=90)).isoformat(),
    }


def sends(clerk: Clerk, address: str, **given: object) -> Page:
    return Page(clerk.client.post(address, {"do": "act"} | given))


def test_an_organization_is_registered_acted_for_and_its_card_used(
    teller: Clerk, shop: story.Shop, lin: story.Person
) -> None:
    by = teller.person.actor
    address = f"/counter/people/{lin.actor.id}/organization"
    assert sends(teller, address, name="River Freight", code="1", **letter()).status == 422
    made = sends(teller, address, name="River Freight", code=CODE, **letter()).onward
    page = teller.get(made)
    assert "The organization is registered" in page.text
    assert {"take-letter"} <= page.offers
    assert not {"prove-person", "named", "name-user", "new-organization"} & page.offers
    assert not {"reveal", "clear-password", "ask", "book"} & page.offers
    home = made.partition("?")[0]
    house = home.rpartition("/")[2]
    assert home in teller.get("/counter/organizations?text=freight").text

    deputy = known_too(shop, "13800000031", 5)
    given = {"who": "13800000031", "role": "deputy"}
    assert sends(teller, f"{home}/letter", **given | {"who": "1"}, **letter()).status == 422
    sends(teller, f"{home}/letter", **given, **letter())
    mandates = organization(house, by=by, now=story.moment()).mandates
    assert [one.person for one in mandates] == [lin.actor.id, deputy.actor.id]

    card = in_stock(shop, 1)
    cards.hand_out(card=card, holder=house, **story.asking(by))
    teller.does(f"{home}/user", card=card, who="13800000031", words="fuel")
    [user] = users_at(house, by=by)
    assert "fuel" in teller.get(home).text
    teller.does(f"{home}/user/{user.id}")
    teller.does(f"{home}/letter/{mandates[1].id}")
    assert users_at(house, by=by) == []
    assert len(organization(house, by=by, now=story.moment()).mandates) == 1


def known_too(shop: story.Shop, phone: str, serial: int) -> story.Person:
    person = story.holder(phone)
    teller = shop.staff[Role.TELLER].actor
    people.acquaint(holder=person.actor.id, issuer=shop.code, **story.asking(teller))
    story.prove(shop, person, serial)
    return person
