"""Lost and frozen cards on the website: signed in, signed out, and never a stranger's."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from tests import story
from yika.domain.cards import actions as cards
from yika.domain.cards import queries
from yika.domain.cards.rules import CardView, State
from yika.domain.cards.rules.stops import EndedHow, StopKind
from yika.kit import ids

PHONE, OTHER = "13800000001", "13800000002"


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[story.City]:
    """Each test begins with it as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield story.city()
        transaction.set_rollback(True)


@pytest.fixture
def shop(city: story.City, db: None) -> story.Shop:
    return city.transit


@pytest.fixture
def lin(shop: story.Shop) -> story.Person:
    return story.holder(PHONE)


@pytest.fixture
def card(shop: story.Shop, lin: story.Person) -> CardView:
    return in_use(shop, lin)


@pytest.fixture
def browser() -> Client:
    """Of somebody who has not signed in, and reads English."""
    client = Client()
    client.cookies["yika_language"] = "en"
    return client


@pytest.fixture
def mine(browser: Client, lin: story.Person) -> Client:
    return story.come_in(browser, lin)


def in_use(shop: story.Shop, person: story.Person, place: int = 0) -> CardView:
    return cards.activate_card(card=shop.card_ids[place], **story.asking(person.actor))


def post(client: Client, address: str, **given: str) -> HttpResponse:
    sent = {"request_id": str(ids.new_id())} | given
    return client.post(address, sent)


def onward(response: HttpResponse) -> str:
    assert response.status_code == 303, response.content.decode()[-2000:]
    return response.headers["Location"]


def claims(client: Client, number: str, contact: str = PHONE) -> str:
    return onward(post(client, "/loss/number", number=number, contact=contact))


def steps(client: Client, address: str, **given: str) -> HttpResponse:
    view = client.get(address).context["view"]
    version = str(view.version)
    told = {"how": "temporary", "part": "all"} | given
    return post(client, address, do="take", step="loss-report", version=version, **told)


def look(card: CardView) -> CardView:
    return queries.card(card.id, story.OPERATOR)


def test_a_card_is_stopped_without_signing_in(browser: Client, card: CardView) -> None:
    assert onward(browser.get("/loss")) == "/loss/number"
    asked = claims(browser, card.number)
    page = browser.get(asked)
    assert "138 **** 0001" in page.content.decode()
    report = onward(post(browser, asked, code=story.sent_code()))
    cookie = browser.cookies["yika_loss"]
    assert (cookie["httponly"], cookie["path"], cookie["max-age"]) == (True, "/loss", 900)

    shown = browser.get(report).content.decode()
    assert "Not stopped at once" in shown
    done = onward(steps(browser, report, note="Bus 12"))
    page = browser.get(done)
    assert "Your card is stopped" in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    assert look(card).state is State.BLOCKED
    assert any("reported lost" in text or card.tail in text for text in story.arrived())


def test_what_was_shown_is_good_for_lost_cards_and_nothing_else(
    browser: Client, card: CardView
) -> None:
    asked = claims(browser, card.number)
    onward(post(browser, asked, code=story.sent_code()))
    for address in ("/cards", f"/cards/{card.id}", "/me", f"/cards/{card.id}/freeze"):
        assert urlsplit(onward(browser.get(address))).path == "/sign-in"


def test_a_stranger_is_told_the_same_and_stops_nothing(browser: Client, card: CardView) -> None:
    story.arrived()
    asked = claims(browser, card.number, OTHER)
    assert story.arrived() == []
    page = browser.get(asked).content.decode()
    assert "138 **** 0002" in page
    answer = post(browser, asked, code="000000")
    assert answer.status_code == 422
    assert "yika_loss" not in browser.cookies
    assert look(card).state is State.ACTIVE


def test_bad_input_is_told_beside_its_field_and_kept(browser: Client, card: CardView) -> None:
    swapped = card.number[:-1] + str((int(card.number[-1]) + 1) % 10)
    for number, contact, wrong in [
        ("", PHONE, {"number"}),
        ("abc", PHONE, {"number"}),
        (swapped, PHONE, {"number"}),
        (card.number, "12", {"contact"}),
        ("<script>", "x" * 200, {"contact"}),
    ]:
        page = post(browser, "/loss/number", number=number, contact=contact)
        assert page.status_code in {404, 422}
        fields = page.context["form"].fields
        assert {field.name for field in fields if field.faults} == wrong
        assert {field.name: field.value for field in fields}["number"] == number


def test_asking_too_often_has_to_wait(browser: Client, card: CardView) -> None:
    for guess in range(5):
        claims(browser, card.number, f"1391234{guess:04}")
    page = post(browser, "/loss/number", number=card.number, contact=OTHER)
    assert page.status_code == 429


def test_a_forged_cookie_opens_nothing(browser: Client, card: CardView, lin) -> None:
    browser.cookies["yika_loss"] = f'"{lin.actor.id}":1tABCD:forged'
    for address in (f"/loss/cards/{card.id}", "/loss/errands/err_x"):
        assert urlsplit(onward(browser.get(address))).path == "/sign-in"


def test_a_holder_chooses_among_his_cards_and_reports_one(mine: Client, card: CardView) -> None:
    page = mine.get("/loss").content.decode()
    assert f"/loss/cards/{card.id}" in page
    before = mine.get(f"/loss/cards/{card.id}").content.decode()
    assert "Is this card lost?" in before
    report = onward(post(mine, f"/loss/cards/{card.id}"))
    onward(steps(mine, report))
    assert look(card).stops[0].kind is StopKind.LOSS_TEMPORARY
    assert "Look at the report" in mine.get(f"/cards/{card.id}").content.decode()
    again = post(mine, f"/loss/cards/{card.id}")
    assert (again.status_code, "There is a problem" in again.content.decode()) == (409, True)


def test_an_open_report_is_gone_on_with_from_the_first_page(mine: Client, card: CardView) -> None:
    report = onward(post(mine, f"/loss/cards/{card.id}"))
    errand = report.rpartition("/")[2]
    assert errand in mine.get("/cards").content.decode()
    done = onward(steps(mine, f"/errands/{errand}"))
    assert done == f"/loss/errands/{errand}/done"


@pytest.mark.parametrize(
    ("how", "ended"), [("found", EndedHow.FOUND), ("mistaken", EndedHow.MISTAKEN)]
)
def test_found_and_mistaken_are_different_ends(
    mine: Client, card: CardView, lin: story.Person, how: str, ended: EndedHow
) -> None:
    stop = reported(card, lin)
    assert post(mine, f"/loss/stops/{stop}/end", how="perhaps").status_code == 422
    assert onward(post(mine, f"/loss/stops/{stop}/end", how=how)) == f"/loss/cards/{card.id}"
    assert look(card).state is State.ACTIVE
    assert queries.stop(stop, story.OPERATOR).ended_how is ended
    assert post(mine, f"/loss/stops/{stop}/end", how=how).status_code == 409


def test_a_report_is_made_to_hold_for_good(mine: Client, card: CardView, lin) -> None:
    stop = reported(card, lin)
    assert mine.get(f"/loss/stops/{stop}/formal").status_code == 200
    onward(post(mine, f"/loss/stops/{stop}/formal"))
    assert [one.kind for one in look(card).stops] == [StopKind.LOSS_FORMAL]
    assert "Not by itself" in mine.get(f"/loss/cards/{card.id}").content.decode()


def test_nothing_of_another_holder_exists(browser: Client, card: CardView, lin) -> None:
    stop = reported(card, lin)
    stranger = story.come_in(browser, story.holder(OTHER))
    for address in (f"/loss/cards/{card.id}", f"/loss/stops/{stop}/end"):
        assert stranger.get(address).status_code == 404
        assert post(stranger, address, how="found").status_code == 404
    for address in (f"/cards/{card.id}/freeze", f"/cards/{card.id}/thaw"):
        assert post(stranger, address).status_code == 404
    assert look(card).stops[0].is_open


def test_a_card_of_nobody_is_nobodys_to_report(mine: Client, shop: story.Shop) -> None:
    assert mine.get(f"/loss/cards/{shop.card_ids[1]}").status_code == 404


def test_a_holder_freezes_and_thaws_at_will(mine: Client, card: CardView) -> None:
    assert "/freeze" in mine.get(f"/cards/{card.id}").content.decode()
    past = post(mine, f"/cards/{card.id}/freeze", until="2020-01-01")
    assert past.status_code == 422
    assert [field.name for field in past.context["form"].fields if field.faults] == ["until"]
    assert post(mine, f"/cards/{card.id}/freeze", until="soon").status_code == 422

    onward(post(mine, f"/cards/{card.id}/freeze"))
    page = mine.get(f"/cards/{card.id}").content.decode()
    assert look(card).state is State.BLOCKED
    assert "Thaw it" in page
    assert f"/cards/{card.id}/freeze" not in page
    onward(post(mine, f"/cards/{card.id}/thaw"))
    assert look(card).state is State.ACTIVE
    assert post(mine, f"/cards/{card.id}/thaw").status_code == 409


def test_who_is_done_at_a_strange_computer_leaves_nothing(browser: Client, card: CardView) -> None:
    asked = claims(browser, card.number)
    report = onward(post(browser, asked, code=story.sent_code()))
    assert onward(post(browser, "/loss/end")) == "/"
    assert urlsplit(onward(browser.get(report))).path == "/sign-in"


def test_every_first_page_leads_to_the_report(browser: Client, lin: story.Person) -> None:
    assert 'href="/loss"' in browser.get("/").content.decode()
    assert 'href="/loss/number"' in browser.get("/sign-in").content.decode()
    assert 'href="/loss"' in story.come_in(browser, lin).get("/cards").content.decode()


def test_the_pages_ask_the_database_a_bounded_number_of_times(
    mine: Client, card: CardView, shop: story.Shop, lin: story.Person
) -> None:
    in_use(shop, lin, 1)
    for address in ("/loss", f"/loss/cards/{card.id}", f"/cards/{card.id}", "/loss/number"):
        with CaptureQueriesContext(connection) as asked:
            assert mine.get(address).status_code == 200
        assert len(asked) <= 11, (address, len(asked))


def reported(card: CardView, by: story.Person) -> str:
    cards.report_loss(card=card.id, formal=False, **story.asking(by.actor))
    return look(card).stops[0].id
