"""A posting is taken back by contrary moves, once, and while the money is there."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from tests.domain.ledger.asking import pay, pay_all, spend, take_back
from tests.domain.ledger.conftest import cny
from yika.domain.journal.models import Entry
from yika.domain.ledger import actions, queries, rules, verify
from yika.domain.ledger.models import Answer, Move
from yika.domain.ledger.posting.items import AnyItem, Outcome
from yika.kit.actor import Actor


def post(now: datetime, *items: AnyItem) -> None:
    with transaction.atomic():
        assert all(outcome.ok for outcome in actions.post(items, now=now))


def taken_back(
    by: Actor, now: datetime, account: str, original: str, request_id: str = "back"
) -> Outcome:
    return actions.reverse(
        account=account, original=original, reason="mistake", by=by, now=now, request_id=request_id
    )


def test_a_posting_is_taken_back_once_and_recorded_once(
    purse: int, cash: int, clerk: Actor, now: datetime
) -> None:
    post(now, pay("top", cash, purse, 500, way="cash"))
    first = taken_back(clerk, now, "purse", "top")
    assert taken_back(clerk, now, "purse", "top").same_as(first)
    with pytest.raises(rules.AlreadyReversed):
        taken_back(clerk, now, "purse", "top", "another")

    assert queries.balance("purse") == queries.balance("cash") == cny("0.00")
    original, contrary = Move.objects.order_by("id")
    assert (contrary.amount, contrary.reverses, contrary.way) == (-500, original.id, "cash")
    assert Entry.objects.get(event="ledger.reversed").facts["original"] == "top"
    assert list(verify.faults()) == []


def test_a_top_up_already_spent_cannot_be_taken_back(
    purse: int, cash: int, shop: int, clerk: Actor, now: datetime
) -> None:
    post(now, pay("top", cash, purse, 500), pay("ride", purse, shop, 1))
    with pytest.raises(rules.NotEnough, match=r"4.99 CNY of 5.00 CNY"):
        taken_back(clerk, now, "purse", "top")
    assert queries.balance("purse") == cny("4.99")
    assert Answer.objects.get().code == "ledger.not_enough"


def test_a_move_between_two_cards_is_taken_back_from_either_side(
    purse: int, second: int, cash: int, clerk: Actor, now: datetime
) -> None:
    post(now, pay("top", cash, purse, 500), pay("gift", purse, second, 200))
    post(now, pay("more", purse, second, 100))
    taken_back(clerk, now, "second", "gift", "one")
    taken_back(clerk, now, "purse", "more", "two")
    with pytest.raises(rules.AlreadyReversed):
        taken_back(clerk, now, "purse", "gift", "three")
    assert queries.balance("purse") == cny("5.00")
    assert queries.balance("second") == cny("0.00")
    assert list(verify.faults()) == []


def test_a_spend_over_two_purses_goes_back_into_both(
    purse: int, second: int, cash: int, shop: int, clerk: Actor, now: datetime
) -> None:
    post(now, pay_all("top", (cash, purse, 100), (cash, second, 100)))
    post(now, spend("ride", (purse, second), shop, 250))
    taken_back(clerk, now, "second", "ride")
    assert queries.balance("purse") == queries.balance("second") == cny("1.00")
    assert queries.balance("shop") == cny("0.00")


def test_a_reversal_is_itself_taken_back_like_any_posting(
    purse: int, cash: int, clerk: Actor, now: datetime
) -> None:
    post(now, pay("top", cash, purse, 500))
    taken_back(clerk, now, "purse", "top", "back")
    taken_back(clerk, now, "purse", "back", "forth")
    assert queries.balance("purse") == cny("5.00")
    assert list(verify.faults()) == []


def test_what_was_refused_or_never_asked_cannot_be_taken_back(
    purse: int, shop: int, clerk: Actor, now: datetime
) -> None:
    with pytest.raises(rules.NotEnough):
        actions.post_one(pay("ride", purse, shop, 1), now=now)
    for number, original in enumerate(("ride", "never")):
        with pytest.raises(rules.NothingToReverse):
            taken_back(clerk, now, "purse", original, f"back {number}")


def test_a_reversal_asked_too_early_stays_refused(
    purse: int, cash: int, clerk: Actor, now: datetime
) -> None:
    with pytest.raises(rules.NothingToReverse):
        taken_back(clerk, now, "purse", "top")
    post(now, pay("top", cash, purse, 500))
    with pytest.raises(rules.NothingToReverse):
        taken_back(clerk, now, "purse", "top")
    taken_back(clerk, now, "purse", "top", "asked anew")
    assert queries.balance("purse") == cny("0.00")


def test_what_moved_between_accounts_without_a_floor_is_taken_back_at_its_home(
    cash: int, shop: int, clerk: Actor, now: datetime
) -> None:
    post(now, pay("rent", shop, cash, 700))
    taken_back(clerk, now, "cash", "rent")
    assert queries.balance("cash") == queries.balance("shop") == cny("0.00")
    assert list(verify.faults()) == []


def test_a_frozen_account_gives_back_only_what_names_the_freeze(
    purse: int, cash: int, clerk: Actor, now: datetime
) -> None:
    post(now, pay("top", cash, purse, 500))
    actions.change_state(
        account="purse",
        state=rules.State.FROZEN,
        reason="lost",
        by=clerk,
        now=now,
        request_id="freeze",
    )
    with pytest.raises(rules.AccountFrozen):
        taken_back(clerk, now, "purse", "top")
    outcome = actions.post_one(take_back("court", purse, "top", past_freeze=True), now=now)
    assert outcome.ok


def test_a_reversal_is_booked_on_its_own_day(
    purse: int, cash: int, clerk: Actor, now: datetime
) -> None:
    post(now, pay("top", cash, purse, 500))
    taken_back(clerk, now + timedelta(days=2), "purse", "top")
    days = [move.booked_on.isoformat() for move in Move.objects.order_by("id")]
    assert days == ["2026-11-20", "2026-11-22"]
