"""The catalogue that ships has one product for each kind of card."""

import re
from datetime import date

import pytest

from yika.kit.money import Money
from yika.products.load import CATALOG, catalogue

KINDS = {
    "P1": "transit-adult",
    "P2": "prepaid-bank",
    "P3": "property-access",
    "P4": "shop-membership",
    "P5": "mobile-sim",
    "P6": "iot-data-sim",
    "P7": "mobile-esim",
    "P8": "resident-e-id",
    "P9": "campus-student",
    "P10": "social-security",
    "P11": "city-multi-purpose",
}


def test_there_is_one_product_for_each_kind_of_card():
    assert sorted(catalogue()) == sorted(KINDS.values())


@pytest.mark.parametrize(("kind", "code"), KINDS.items())
def test_the_first_line_says_which_kind_it_is(kind, code):
    first_line = (CATALOG / f"{code}.toml").read_text(encoding="utf-8").splitlines()[0]

    assert re.match(rf"# {kind}: \w", first_line)


@pytest.mark.parametrize("code", ["property-access", "resident-e-id"])
def test_a_door_card_and_an_identity_never_hold_money(code):
    assert catalogue()[code].purses == ()


def test_a_subsidy_is_spent_before_the_students_own_money():
    order = catalogue()["campus-student"].spending_order("CNY")

    assert [purse.name for purse in order] == ["subsidy", "main"]


def test_a_transit_card_gives_one_ride_on_credit_and_keeps_its_deposit():
    card = catalogue()["transit-adult"]
    [main] = card.spending_order("CNY")

    assert main.floor == Money(-800, "CNY")
    assert [purse.name for purse in card.purses if not purse.spendable] == ["deposit"]


def test_a_named_prepaid_card_has_no_last_day_and_holds_at_most_5000_yuan():
    card = catalogue()["prepaid-bank"]

    assert card.validity is None
    assert [purse.ceiling for purse in card.purses] == [Money(500_000, "CNY")]


def test_an_unnamed_shop_card_lasts_three_years_and_holds_at_most_1000_yuan():
    card = catalogue()["shop-membership"]
    total = sum(purse.ceiling.minor for purse in card.purses if purse.unit == "CNY")

    assert card.validity.last_day(date(2027, 1, 1)) >= date(2030, 1, 1)
    assert total <= 100_000


def test_data_is_spent_gift_first():
    order = catalogue()["mobile-sim"].spending_order("MB")

    assert [purse.name for purse in order] == ["gift-data", "data"]


def test_a_cohort_ends_on_one_day():
    validity = catalogue()["campus-student"].validity

    assert validity.last_day(date(2025, 9, 1)) == validity.last_day(date(2028, 9, 1))


@pytest.mark.parametrize("card", catalogue().values(), ids=catalogue().keys())
def test_every_product_starts_with_its_first_edition(card):
    assert card.edition == 1
