"""What planned limits would have met in the books, and which day it is where the issuer is."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.domain.cards.samples import LIN, NOW, product, stored
from yika.domain.cards import queries
from yika.domain.ledger.actions import open_account, open_book, open_purses, post_one
from yika.domain.ledger.models import Heading
from yika.domain.ledger.posting.items import Leg, Post
from yika.domain.ledger.queries import LimitEffect
from yika.domain.ledger.rules import purse_heading
from yika.kit import ids
from yika.kit.money import Money
from yika.products import content
from yika.products.product import CardProduct

CURRENT = stored(product())
ASK = {"by": LIN, "now": NOW, "request_id": "r"}


def planned(**purse: object) -> CardProduct:
    table = json.loads(content.content(product(2)))
    table["purse"][0] |= purse
    return CardProduct.model_validate(table)


@pytest.fixture
def books(db: None) -> None:
    """Three cards that were loaded with 300, 700 and 900 yuan; the last spent 600 of it."""
    open_book(code="harbor", zone="Asia/Shanghai", **ASK)
    sales = open_account(issuer="harbor", heading="sales", unit="CNY", name="sales", **ASK)
    for card, loaded in (("a", 300), ("b", 700), ("c", 900)):
        [purse] = open_purses(issuer="harbor", product=product(), card=card, **ASK).values()
        move(sales, purse, loaded, request=f"load-{card}")
        if card == "c":
            move(purse, sales, 600, request="spend-c")


def move(source: int, target: int, yuan: int, *, request: str) -> None:
    item = Post(
        request=ids.request_key(request).bytes,
        reason="test",
        unit="CNY",
        legs=(Leg(source, target, yuan * 100),),
    )
    post_one(item, now=NOW)


def test_a_lower_ceiling_meets_the_purses_above_it_and_the_loads_that_went_above(books):
    [met] = queries.effects(
        CURRENT, planned(balance_max="500.00 CNY"), since=NOW.date() - timedelta(days=30)
    )

    assert (met.purse, met.floor, met.ceiling) == (
        "main",
        Money(0, "CNY"),
        Money(50_000, "CNY"),
    )
    assert met.effect == LimitEffect(
        purses=3, purses_above=1, purses_below=0, moves=4, moves_above=2, moves_below=0
    )


def test_uses_before_the_day_asked_for_do_not_count(books):
    [met] = queries.effects(
        CURRENT, planned(balance_max="500.00 CNY"), since=NOW.date() + timedelta(days=1)
    )

    assert (met.effect.purses, met.effect.moves) == (3, 0)


def test_purses_with_the_same_limits_are_not_looked_at(books):
    other_label = planned(label={"en": "Purse", "zh-hans": "钱包"})

    assert queries.effects(CURRENT, other_label, since=NOW.date()) == []


@pytest.mark.django_db
def test_without_books_nothing_is_met():
    [met] = queries.effects(CURRENT, planned(balance_max="500.00 CNY"), since=NOW.date())

    assert met.effect == LimitEffect(0, 0, 0, 0, 0, 0)


def test_it_is_tomorrow_in_china_before_it_is_in_london(books):
    evening_in_london = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)

    assert queries.today("harbor", evening_in_london) == date(2026, 11, 21)
    assert queries.today("nobody", evening_in_london) == date(2026, 11, 20)


def test_the_longest_names_fit_the_books():
    longest = Heading._meta.get_field("code").max_length

    assert len(purse_heading("i" * 48, "p" * 40, "u" * 24)) <= longest
