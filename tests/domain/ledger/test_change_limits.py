"""How far an account may go down and up can change; what is there stays covered."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from tests.domain.ledger.asking import hold, pay
from tests.domain.ledger.conftest import cny
from yika.domain.journal.models import Entry
from yika.domain.ledger import actions, queries, rules, verify
from yika.domain.ledger.models import Account
from yika.kit.actor import Actor
from yika.kit.money import Money


@pytest.fixture
def filled(purse: int, cash: int, now: datetime) -> int:
    """A purse with 5.00, of which 2.00 are held."""
    items = [pay("top", cash, purse, 500), hold("h", purse, 200, now + timedelta(hours=1))]
    with transaction.atomic():
        actions.post(items, now=now)
    return purse


def change(
    by: Actor, now: datetime, floor: Money, ceiling: Money | None = None, *, account: str = "purse"
) -> None:
    actions.change_limits(
        account=account, floor=floor, ceiling=ceiling, by=by, now=now, request_id="limits"
    )


def test_limits_change_once_and_say_what_they_were(
    filled: int, clerk: Actor, now: datetime
) -> None:
    for _ in range(2):
        change(clerk, now, cny("-1.00"), cny("20.00"))
    facts = queries.account("purse")
    assert (facts.floor, facts.ceiling) == (cny("-1.00"), cny("20.00"))
    entry = Entry.objects.get(event="ledger.limits_changed")
    assert entry.before == {"floor": 0, "ceiling": None}
    assert entry.after == {"floor": -100, "ceiling": 2000}


def test_a_new_floor_holds_at_once(filled: int, shop: int, clerk: Actor, now: datetime) -> None:
    change(clerk, now, cny("-1.00"))
    actions.post_one(pay("ride", filled, shop, 400), now=now)
    with pytest.raises(rules.NotEnough):
        actions.post_one(pay("more", filled, shop, 1), now=now)


def test_a_floor_above_what_is_free_is_refused(filled: int, clerk: Actor, now: datetime) -> None:
    change(clerk, now, cny("3.00"))
    with pytest.raises(rules.FloorAboveBalance, match=r"3.00 CNY"):
        change(clerk, now, cny("3.01"))
    assert queries.account("purse").floor == cny("3.00")


def test_a_lower_ceiling_only_stops_more_from_coming_in(
    filled: int, cash: int, shop: int, clerk: Actor, now: datetime
) -> None:
    change(clerk, now, cny("0.00"), cny("4.00"))
    with pytest.raises(rules.AboveCeiling, match=r"At most 0.00 CNY can be added"):
        actions.post_one(pay("in", cash, filled, 1), now=now)
    actions.post_one(pay("out", filled, shop, 1), now=now)


def test_the_books_verify_after_a_floor_was_raised_again(
    filled: int, cash: int, shop: int, clerk: Actor, now: datetime
) -> None:
    change(clerk, now, cny("-1.00"))
    actions.post_one(pay("down", filled, shop, 400), now=now)
    actions.post_one(pay("up", cash, filled, 900), now=now)
    change(clerk, now, cny("0.00"))
    assert Account.objects.get(id=filled).floor_min == -100
    assert list(verify.faults()) == []


def test_limits_are_in_the_unit_of_the_account(filled: int, clerk: Actor, now: datetime) -> None:
    with pytest.raises(rules.WrongUnit):
        change(clerk, now, Money(0, "points"))
    with pytest.raises(rules.WrongUnit):
        change(clerk, now, cny("0.00"), Money(5, "points"))


def test_an_account_without_a_floor_never_gets_one(cash: int, clerk: Actor, now: datetime) -> None:
    with pytest.raises(rules.NoLimits):
        change(clerk, now, cny("0.00"), account="cash")
