"""Accounts are opened once per name, under a heading of one unit."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection

from tests.domain.ledger.conftest import ISSUER, Opener, cny
from tests.domain.ledger.real_books import RealBooks
from yika.domain.journal.models import Entry
from yika.domain.ledger import actions, queries, rules
from yika.domain.ledger.models import Account, AccountName, Heading
from yika.domain.ledger.rules import purse_heading, purse_name
from yika.kit.actor import Actor
from yika.kit.errors import Invalid
from yika.kit.money import Money
from yika.products.load import catalogue


def test_an_account_opened_again_is_the_same_account(open_account: Opener) -> None:
    first = open_account("a", floor=0, ceiling=1000)
    assert open_account("a", floor=0, ceiling=1000) == first
    assert Entry.objects.filter(event="ledger.account_opened").count() == 1
    facts = queries.account("a")
    assert (facts.balance, facts.floor, facts.ceiling) == (cny("0.00"), cny("0.00"), cny("10.00"))


def test_a_name_stands_for_one_account_under_one_heading(open_account: Opener) -> None:
    open_account("a")
    with pytest.raises(rules.NameTaken, match="already an account a"):
        open_account("a", heading="other")
    with pytest.raises(rules.NameTaken):
        open_account("a", unit="points")


def test_a_heading_has_one_unit(open_account: Opener) -> None:
    open_account("a", heading="fees")
    with pytest.raises(rules.WrongUnit, match="kept in CNY, the amount is in points"):
        open_account("b", heading="fees", unit="points")
    assert not AccountName.objects.filter(name="b").exists()


def test_limits_are_in_the_unit_of_the_account(book: str, clerk: Actor, now: datetime) -> None:
    with pytest.raises(rules.WrongUnit):
        actions.open_account(
            issuer=book,
            heading="purses",
            unit="CNY",
            name="a",
            floor=Money(0, "points"),
            by=clerk,
            now=now,
            request_id="a",
        )
    assert not Account.objects.exists()


def test_an_account_opens_empty_so_its_floor_is_not_above_zero(open_account: Opener) -> None:
    with pytest.raises(rules.FloorAboveBalance, match=r"is 0.00 CNY"):
        open_account("a", floor=1)
    assert not AccountName.objects.exists()


def test_an_account_is_kept_in_a_unit_that_exists(open_account: Opener) -> None:
    with pytest.raises(Invalid, match="a: unit: expected one of CNY"):
        open_account("a", unit="cny")
    assert not Heading.objects.exists()


def test_there_are_no_accounts_without_books(open_account: Opener) -> None:
    with pytest.raises(rules.UnknownBook):
        open_account("a", issuer="nobody")


def test_a_card_gets_the_purses_of_its_product_with_their_limits(
    book: str, clerk: Actor, now: datetime
) -> None:
    product = catalogue()["city-multi-purpose"]

    def opened() -> list[tuple[str, int]]:
        purses = actions.open_purses(
            issuer=book, product=product, card="card_1", by=clerk, now=now, request_id="open"
        )
        return list(purses.items())

    purses = opened()
    assert opened() == purses
    assert [name for name, _ in purses] == [purse.name for purse in product.purses]
    for purse in product.purses:
        facts = queries.account(purse_name("card_1", purse.name))
        assert (facts.floor, facts.ceiling) == (purse.floor, purse.ceiling)
        assert facts.heading == purse_heading(book, product.code, purse.name)
    assert Entry.objects.filter(event="ledger.purses_opened").count() == 1


def test_whoever_opens_the_same_account_at_once_gets_the_same_one(
    real_books: RealBooks, clerk: Actor, now: datetime
) -> None:
    callers = 4
    together = Barrier(callers)

    def opened(name: str) -> int:
        together.wait(30)
        try:
            return actions.open_account(
                issuer=ISSUER,
                heading=f"heading of {name}",
                unit="CNY",
                name=name,
                floor=cny("0.00"),
                by=clerk,
                now=now,
                request_id=name,
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(callers) as pool:
        for round_ in range(5):
            found = list(pool.map(opened, [f"account {round_}"] * callers))
            assert len(set(found)) == 1
    assert Account.objects.count() == AccountName.objects.count() == 5
    assert Entry.objects.filter(event="ledger.account_opened").count() == 5
