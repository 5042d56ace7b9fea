"""Accounts are frozen, opened again, and closed for good when they are empty."""

from datetime import datetime, timedelta

import pytest

from tests.domain.ledger.asking import hold, pay
from yika.domain.journal.models import Entry
from yika.domain.ledger import actions, queries, rules
from yika.domain.ledger.rules import State
from yika.kit.actor import Actor


def change(by: Actor, now: datetime, state: State, account: str = "purse") -> None:
    actions.change_state(
        account=account, state=state, reason="asked", by=by, now=now, request_id=state
    )


def test_nothing_moves_at_a_frozen_account_until_it_is_opened_again(
    purse: int, cash: int, clerk: Actor, now: datetime
) -> None:
    change(clerk, now, State.FROZEN)
    with pytest.raises(rules.AccountFrozen):
        actions.post_one(pay("top", cash, purse, 500), now=now)
    change(clerk, now, State.OPEN)
    actions.post_one(pay("top again", cash, purse, 500), now=now)


def test_each_change_of_state_is_recorded_once(purse: int, clerk: Actor, now: datetime) -> None:
    for _ in range(2):
        change(clerk, now, State.FROZEN)
    entry = Entry.objects.get(event="ledger.account_state_changed")
    assert (entry.before, entry.after) == ({"state": "open"}, {"state": "frozen"})
    assert entry.facts == {"reason": "asked"}


def test_a_closed_account_stays_closed(purse: int, cash: int, clerk: Actor, now: datetime) -> None:
    change(clerk, now, State.CLOSED)
    change(clerk, now, State.CLOSED)
    for state in (State.OPEN, State.FROZEN):
        with pytest.raises(rules.AccountClosed):
            change(clerk, now, state)
    with pytest.raises(rules.AccountClosed):
        actions.post_one(pay("top", cash, purse, 500, past_freeze=True), now=now)


def test_an_account_is_closed_only_when_it_is_empty(
    purse: int, cash: int, shop: int, clerk: Actor, now: datetime
) -> None:
    actions.post_one(pay("top", cash, purse, 500), now=now)
    with pytest.raises(rules.AccountNotEmpty, match=r"still holds 5.00 CNY"):
        change(clerk, now, State.CLOSED)
    actions.post_one(pay("out", purse, shop, 500), now=now)
    change(clerk, now, State.CLOSED)
    assert queries.account("purse").state == "closed"


def test_an_account_with_something_held_is_not_closed(
    second: int, clerk: Actor, now: datetime
) -> None:
    actions.post_one(hold("h", second, 100, now + timedelta(hours=1)), now=now)
    with pytest.raises(rules.AccountNotEmpty):
        change(clerk, now, State.CLOSED, "second")


def test_an_account_without_a_floor_is_empty_when_its_moves_add_up_to_nothing(
    purse: int, cash: int, shop: int, clerk: Actor, now: datetime
) -> None:
    """Its row carries no balance: what others hold of it counts."""
    actions.post_one(pay("top", cash, purse, 500), now=now)
    actions.post_one(pay("ride", purse, shop, 500), now=now)
    with pytest.raises(rules.AccountNotEmpty, match=r"still holds 5.00 CNY"):
        change(clerk, now, State.CLOSED, "shop")
    actions.post_one(pay("paid out", shop, cash, 500), now=now)
    change(clerk, now, State.CLOSED, "shop")
    change(clerk, now, State.CLOSED, "cash")


def test_an_account_may_be_frozen_one_way_and_stay_open_the_other(
    purse: int, cash: int, shop: int, clerk: Actor, now: datetime
) -> None:
    actions.post_one(pay("top", cash, purse, 500), now=now)
    change(clerk, now, State.IN_ONLY)
    kept = hold("kept", purse, 100, until=now + timedelta(days=1))
    for out in (pay("out", purse, shop, 100), kept):
        with pytest.raises(rules.AccountFrozen):
            actions.post_one(out, now=now)
    actions.post_one(pay("top up", cash, purse, 500), now=now)

    change(clerk, now, State.OUT_ONLY)
    with pytest.raises(rules.AccountFrozen):
        actions.post_one(pay("top more", cash, purse, 500), now=now)
    actions.post_one(pay("out again", purse, shop, 100), now=now)
    actions.post_one(pay("by order", cash, purse, 500, past_freeze=True), now=now)
