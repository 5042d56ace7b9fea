"""One field finds cards, people and cases, and nothing that was typed gets into an address."""

import pytest

from tests import story
from tests.channels.counter.conftest import Clerk, given_to, in_stock, register
from yika.domain.staff.rules import Role


@pytest.mark.parametrize("spell", [str, lambda number: f" {number[:4]} {number[4:]} "])
def test_a_card_is_found_by_its_number_however_it_is_grouped(teller: Clerk, shop, spell) -> None:
    found = teller.finds(spell(shop.cards[0].number))
    assert found.onward == f"/counter/cards/{shop.card_ids[0]}"
    assert teller.get(found.onward).context["desk"].card.number == shop.cards[0].number


def test_a_card_is_found_by_what_a_scanner_reads(teller: Clerk, shop: story.Shop) -> None:
    assert teller.finds(shop.cards[0].qr).onward == f"/counter/cards/{shop.card_ids[0]}"


@pytest.mark.parametrize("text", ["13800001111", "+86 138 0000 1111", "Lin Wan"])
def test_a_person_without_a_card_is_found_by_phone_and_by_the_full_name(
    teller: Clerk, shop: story.Shop, text: str
) -> None:
    holder = register(shop)
    assert teller.finds(text).onward == f"/counter/people/{holder}"


def test_whoever_has_a_card_is_found_with_it_at_hand(teller: Clerk, shop: story.Shop) -> None:
    card = given_to(shop, register(shop))
    page = teller.get(teller.finds("Lin Wan").onward)
    assert page.context["desk"].card.id == card
    assert page.context["desk"].person.masked_name == "L*** W***"
    assert "Lin Wan" not in page.text
    assert "13800001111" not in page.text
    assert shop.stock[0].number not in page.text


def test_several_people_of_one_name_are_shown_to_choose_from(
    teller: Clerk, shop: story.Shop
) -> None:
    two = {register(shop), register(shop, phone="13800002222")}
    found = teller.finds("Lin Wan").onward
    assert "Lin" not in found
    assert {one.id for one in teller.get(found).context["found"]} == two


def test_a_case_number_leads_to_its_errand(teller: Clerk, shop: story.Shop) -> None:
    errand = teller.does(f"/counter/cards/{shop.card_ids[0]}/activate").onward
    case = teller.get(errand).context["view"].case
    assert teller.finds(case.lower().replace("-", " ")).onward == errand


def test_a_case_that_never_began_says_what_the_person_met(teller: Clerk, shop) -> None:
    card = in_stock(shop)
    refused = teller.does(f"/counter/cards/{card}/activate")
    assert refused.status == 422
    case = refused.context["facts"]["case"]
    assert case in refused.text
    page = teller.get(teller.finds(case).onward)
    assert "card.not_handed_out" in page.text
    assert "has not been handed out yet" in page.text


def test_a_mistyped_card_number_is_told_from_an_unknown_one(teller: Clerk, shop) -> None:
    number = shop.cards[0].number
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    page = teller.finds(wrong)
    assert (page.status, "a digit is wrong" in page.text) == (422, True)


@pytest.mark.parametrize(
    "text", ["", "Nobody Ofthatname", "13800009999", "https://other.example/x"]
)
def test_what_is_not_here_is_said_to_be_not_here_and_stays_in_the_field(
    teller: Clerk, text: str
) -> None:
    page = teller.finds(text)
    assert (page.status, "Nothing was found" in page.text) == (422, True)
    assert f'value="{text}"' in page.text


def test_who_is_served_stays_while_a_card_from_the_stock_is_scanned(teller: Clerk, shop) -> None:
    holder = register(shop)
    found = teller.finds(shop.stock[0].qr, serving=holder).onward
    assert found.endswith(f"?for={holder}")
    assert teller.get(found).context["desk"].person.id == holder


def test_a_card_of_somebody_else_brings_him_to_the_desk(teller: Clerk, shop) -> None:
    first, second = register(shop), register(shop, "Wu Fang", "13800003333")
    given_to(shop, second)
    page = teller.get(teller.finds(shop.stock[0].number, serving=first).onward)
    assert page.context["desk"].person.id == second


def test_whoever_may_not_look_for_people_finds_cards_and_learns_no_name(shop) -> None:
    card = given_to(shop, register(shop))
    operator = Clerk(shop.staff[Role.OPERATOR])
    assert operator.finds("Lin Wan").status == 422
    page = operator.get(operator.finds(shop.stock[0].number).onward)
    assert page.context["desk"].card.id == card
    assert "L***" not in page.text


def test_the_search_itself_is_no_page_to_come_back_to(teller: Clerk) -> None:
    assert teller.get("/counter/find").onward == "/counter"
