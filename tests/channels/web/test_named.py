"""All cards in my name on the website: after a code, and one that is not mine is disowned."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests import story
from tests.domain.identity.verifying import desk
from yika.domain.cards import actions as cards
from yika.domain.cards import queries
from yika.domain.cards.rules import CardView, State
from yika.kit import ids

PHONE, OTHER = "13800000001", "13800000002"


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[story.City]:
    """Each test begins with it as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield story.city()
        transaction.set_rollback(True)


@pytest.fixture
def lin(city: story.City, db: None) -> story.Person:
    person = story.holder(PHONE)
    story.prove(city.transit, person)
    return person


@pytest.fixture
def card(city: story.City, lin: story.Person) -> CardView:
    """Of somebody else, at another issuer, with the document of the first."""
    thief = story.holder(OTHER)
    story.prove(city.campus, thief)
    return cards.activate_card(card=city.campus.card_ids[0], **story.asking(thief.actor))


@pytest.fixture
def mine(lin: story.Person) -> Client:
    client = story.come_in(Client(), lin)
    client.cookies["yika_language"] = "en"
    return client


def post(client: Client, address: str, **given: str) -> HttpResponse:
    return client.post(address, {"request_id": str(ids.new_id())} | given)


def onward(response: HttpResponse) -> str:
    assert response.status_code == 303, response.content.decode()[-2000:]
    return response.headers["Location"]


def stepped_up(client: Client) -> str:
    page = client.get("/me/cards/prove")
    contact = page.context["form"].fields[0].value
    asked = onward(post(client, "/me/cards/prove", contact=contact))
    return onward(post(client, asked, code=story.sent_code()))


def test_nothing_is_shown_before_a_code_was_used(mine: Client, card: CardView) -> None:
    assert onward(mine.get("/me/cards")) == "/me/cards/prove"
    assert onward(mine.get(f"/me/cards/{card.id}/disown")) == "/me/cards/prove"
    assert onward(Client().get("/me/cards")).startswith("/sign-in")


def test_a_card_of_another_account_is_shown_and_disowned(mine: Client, card: CardView) -> None:
    assert stepped_up(mine) == "/me/cards"
    cookie = mine.cookies["yika_named"]
    assert (cookie["httponly"], cookie["path"], cookie["max-age"]) == (True, "/me/cards", 900)
    shown = mine.get("/me/cards")
    text = shown.content.decode()
    assert shown.headers["Cache-Control"] == "no-store"
    assert card.masked_number in text
    assert card.number not in text
    assert card.holder not in text
    assert "Under another account" in text

    page = f"/me/cards/{card.id}/disown"
    assert "I did not apply for this one" in mine.get(page).content.decode()
    thread = onward(post(mine, page, words="My wallet was stolen in May."))
    assert "My wallet was stolen in May." in mine.get(thread).content.decode()
    assert queries.card(card.id, story.OPERATOR).state is State.BLOCKED
    assert "The issuer looks into it" in mine.get("/me/cards").content.decode()
    assert post(mine, page, words="again").status_code == 409


def test_a_card_of_a_stranger_is_not_to_be_found(
    mine: Client, city: story.City, card: CardView
) -> None:
    stranger = story.holder("13800000003")
    other = cards.activate_card(card=city.transit.card_ids[1], **story.asking(stranger.actor))
    stepped_up(mine)
    assert mine.get(f"/me/cards/{other.id}/disown").status_code == 404
    assert other.masked_number not in mine.get("/me/cards").content.decode()


def test_the_code_of_one_opens_nothing_for_another(mine: Client, card: CardView) -> None:
    stepped_up(mine)
    kept = mine.cookies["yika_named"].value
    other = story.come_in(Client(), story.holder("13800000004"))
    other.cookies["yika_named"] = kept
    assert onward(other.get("/me/cards")) == "/me/cards/prove"


def test_both_numbers_stop_a_lost_card_and_show_nothing(
    city: story.City, lin: story.Person
) -> None:
    card = cards.activate_card(card=city.transit.card_ids[0], **story.asking(lin.actor))
    anybody = Client()
    anybody.cookies["yika_language"] = "en"
    wrong = {"number": card.number, "document": desk.citizen(9)}
    refused = post(anybody, "/loss/document", **wrong)
    assert refused.status_code == 422
    assert "not on record together" in refused.content.decode()
    right = {"number": card.number, "document": desk.citizen(1)}
    done = onward(post(anybody, "/loss/document", **right))
    shown = anybody.get(done).content.decode()
    assert "Your card is stopped" in shown
    assert card.tail not in shown
    assert queries.card(card.id, story.OPERATOR).state is State.BLOCKED
    assert onward(anybody.get("/loss")) == "/loss/number"
