"""The purses of many cards are opened like those of one."""

from datetime import datetime

import pytest

from yika.domain.journal.models import Entry
from yika.domain.ledger import queries, verify
from yika.domain.ledger.actions import (
    open_account,
    open_book,
    open_many_purses,
    open_purses,
    post_one,
)
from yika.domain.ledger.models import Account
from yika.domain.ledger.posting.items import Leg, Post
from yika.domain.ledger.rules import UnknownBook, purse_name
from yika.kit import ids
from yika.kit.actor import Actor
from yika.kit.money import Money
from yika.products.load import catalogue

TRANSIT = catalogue()["transit-adult"]
CARDS = [ids.show("card", card) for card in ids.new_ids(3)]

pytestmark = pytest.mark.django_db


@pytest.fixture
def harbor(clerk: Actor, now: datetime) -> None:
    open_book(code="harbor", zone="Asia/Shanghai", by=clerk, now=now, request_id="book")


def opened(cards: list[str], clerk: Actor, now: datetime) -> dict[str, list[int]]:
    found = open_many_purses(
        issuer="harbor",
        product=TRANSIT,
        cards=cards,
        subject="bat_1",
        by=clerk,
        now=now,
        request_id="many",
    )
    return {purse: list(accounts) for purse, accounts in found.items()}


def test_each_card_gets_every_purse_with_the_limits_of_the_product(
    harbor: None, clerk: Actor, now: datetime
) -> None:
    purses = opened(CARDS, clerk, now)

    assert list(purses) == ["main", "deposit"]
    for place, card in enumerate(CARDS):
        shown = queries.account(purse_name(card, "main"))
        assert (shown.id, shown.issuer) == (purses["main"][place], "harbor")
        assert (shown.floor, shown.ceiling) == (Money(-800, "CNY"), Money(100_000, "CNY"))
    assert len({account for accounts in purses.values() for account in accounts}) == 6


def test_opening_the_purses_of_one_of_them_finds_the_same(
    harbor: None, clerk: Actor, now: datetime
) -> None:
    purses = opened(CARDS, clerk, now)

    again = open_purses(
        issuer="harbor", product=TRANSIT, card=CARDS[1], by=clerk, now=now, request_id="one"
    )

    assert again == {name: accounts[1] for name, accounts in purses.items()}
    assert Account.objects.count() == 6


def test_accounts_opened_before_and_after_have_numbers_of_their_own(
    harbor: None, clerk: Actor, now: datetime
) -> None:
    def fees(name: str) -> int:
        return open_account(
            issuer="harbor",
            heading="fees",
            unit="CNY",
            name=name,
            by=clerk,
            now=now,
            request_id=name,
        )

    before = fees("before")
    purses = opened(CARDS, clerk, now)
    more = opened([ids.show("card", ids.new_id())], clerk, now)
    after = fees("after")

    numbers = [before, *purses["main"], *purses["deposit"], *more["main"], *more["deposit"], after]
    assert numbers == sorted(set(numbers))


def test_what_is_posted_to_them_is_in_the_books(harbor: None, clerk: Actor, now: datetime) -> None:
    purses = opened(CARDS, clerk, now)
    source = open_account(
        issuer="harbor", heading="in", unit="CNY", name="in", by=clerk, now=now, request_id="in"
    )

    leg = Leg(source, purses["main"][2], 500)
    request = ids.new_id().bytes
    post_one(Post(request=request, reason="top-up", unit="CNY", legs=(leg,)), now=now)

    assert queries.balance(purse_name(CARDS[2], "main")) == Money(500, "CNY")
    assert list(verify.faults()) == []


def test_one_entry_tells_of_all_of_them(harbor: None, clerk: Actor, now: datetime) -> None:
    opened(CARDS, clerk, now)

    entry = Entry.objects.get(event="ledger.purses_opened")
    assert (entry.subject, entry.facts["cards"]) == ("bat_1", 3)


def test_without_books_there_are_no_purses(clerk: Actor, now: datetime) -> None:
    with pytest.raises(UnknownBook):
        opened(CARDS, clerk, now)
