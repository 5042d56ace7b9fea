"""Applications at the counter: begun for who stands here, and served until the card is given."""

from tests import story
from tests.channels.applying import HOME, applied
from tests.channels.counter.conftest import Clerk, register
from yika.domain.applications.rules.states import Act
from yika.domain.staff.rules import Role


def test_a_teller_takes_one_in_and_hands_the_card_over(city: story.City, db: None) -> None:
    shop = city.campus
    teller = Clerk(shop.staff[Role.TELLER])
    person = register(shop)
    about = {"about": f"{shop.code}/campus-student"}
    assert "Begin an application" in teller.checks(f"/counter/people/{person}/apply", **about).text
    errand = teller.does(f"/counter/people/{person}/apply", **about).onward
    assert "Apply for a card" in teller.get(errand).text

    found = applied(shop, holder=person)
    page = f"/counter/applications/{found.id}"
    assert found.case in teller.get("/counter/applications").text
    assert teller.get("/counter").offers >= {"applications"}
    assert "accept-application" in teller.get(page).offers
    teller.does(f"{page}/accept")
    teller.does(f"{page}/card", card=shop.stock[0].number)
    assert "ready-to-collect" in teller.get(page).offers
    teller.does(f"{page}/ready")
    refused = teller.checks(f"{page}/give", document="library-card")
    assert refused.status == 422
    done = teller.does(f"{page}/give", document="passport").onward
    assert "The card is handed over" in teller.get(done).text
    assert "Collected" in teller.get(page).text


def test_an_address_is_masked_until_somebody_asks_for_it(city: story.City, db: None) -> None:
    shop = city.transit
    teller = Clerk(shop.staff[Role.TELLER])
    page = f"/counter/applications/{applied(shop, sent=True).id}"
    assert HOME["address"] not in teller.get(page).text
    assert teller.get(f"{page}/address").status == 200


def test_what_came_back_is_sent_again_and_too_long_an_address_is_not(
    city: story.City, db: None
) -> None:
    shop = city.transit
    teller = Clerk(shop.staff[Role.TELLER])
    page = f"/counter/applications/{applied(shop, Act.UNDELIVERABLE).id}"
    long = HOME | {"where": "send", "address": "x" * 10_000}
    assert teller.checks(f"{page}/redirect", **long).status == 422
    teller.does(f"{page}/redirect", where="send", **HOME)
    assert "Being prepared" in teller.get(page).text


def test_another_issuer_knows_of_none(city: story.City, db: None) -> None:
    stranger = Clerk(city.campus.staff[Role.TELLER])
    found = applied(city.transit)
    page = f"/counter/applications/{found.id}"
    assert stranger.get(page).status == 404
    assert stranger.does(f"{page}/accept").status == 404
    assert found.case not in stranger.get("/counter/applications").text
