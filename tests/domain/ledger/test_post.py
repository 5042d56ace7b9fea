"""Items are posted inside the caller's transaction, and answered alike for ever."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from tests.domain.ledger.asking import hold, pay, pay_all, spend
from tests.domain.ledger.conftest import cny
from yika.domain.ledger import actions, queries, rules, verify
from yika.domain.ledger.models import Answer, Batch, Move
from yika.domain.ledger.posting.items import AnyItem, Outcome
from yika.kit.moments import from_micros, to_micros


def post(now: datetime, *items: AnyItem) -> list[Outcome]:
    with transaction.atomic():
        return actions.post(items, now=now)


def test_money_moves_only_inside_a_transaction(transactional_db: None, now: datetime) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        actions.post([], now=now)


def test_what_was_posted_is_undone_with_the_transaction(
    purse: int, cash: int, now: datetime
) -> None:
    with transaction.atomic():
        actions.post([pay("top", cash, purse, 500)], now=now)
        transaction.set_rollback(True)
    assert not Move.objects.exists()
    assert not Batch.objects.exists()
    assert queries.balance("purse") == cny("0.00")


def test_one_posting_says_what_moved(purse: int, cash: int, now: datetime) -> None:
    outcome = actions.post_one(pay("top", cash, purse, 500, way="cash"), now=now)
    (moved,) = outcome.moves
    assert (moved.account, moved.seq, moved.amount, moved.balance_after) == (purse, 1, 500, 500)
    row = Move.objects.get()
    assert (row.way, row.reason, row.used_at, row.part) == ("cash", "test", now, 0)


def test_a_refusal_is_kept_raised_and_told_again_after_a_top_up(
    purse: int, cash: int, shop: int, now: datetime
) -> None:
    ask = pay("ride", purse, shop, 200)
    with pytest.raises(rules.NotEnough, match=r"0.00 CNY of 2.00 CNY"):
        actions.post_one(ask, now=now)
    assert Answer.objects.get().code == "ledger.not_enough"
    actions.post_one(pay("top", cash, purse, 500), now=now)
    with pytest.raises(rules.NotEnough, match=r"0.00 CNY of 2.00 CNY"):
        actions.post_one(ask, now=now + timedelta(hours=1))
    assert queries.balance("purse") == cny("5.00")
    assert Answer.objects.count() == 1


def test_a_repeat_is_told_the_first_answer_although_the_purse_has_run_short(
    purse: int, cash: int, shop: int, now: datetime
) -> None:
    ask = pay("ride", purse, shop, 400)
    actions.post_one(pay("top", cash, purse, 500), now=now)
    first = actions.post_one(ask, now=now)
    again = actions.post_one(ask, now=now + timedelta(days=3))
    assert again.same_as(first)
    assert (first.repeated, again.repeated) == (False, True)
    assert Batch.objects.count() == 2


def test_the_same_id_with_other_content_is_refused_and_moves_nothing(
    purse: int, cash: int, shop: int, now: datetime
) -> None:
    actions.post_one(pay("r", cash, purse, 500), now=now)
    for other in (pay("r", cash, purse, 501), pay("r", purse, shop, 500)):
        with pytest.raises(rules.RequestReused):
            actions.post_one(other, now=now)
    assert queries.balance("purse") == cny("5.00")


def test_a_move_between_two_cards_has_a_row_at_each(
    purse: int, second: int, cash: int, now: datetime
) -> None:
    post(now, pay("top", cash, purse, 500), pay("gift", purse, second, 200))
    halves = list(Move.objects.filter(paired=True).order_by("id"))
    assert [(m.account_id, m.other_id, m.amount) for m in halves] == [
        (purse, second, -200),
        (second, purse, 200),
    ]
    assert list(verify.faults()) == []


def test_an_overdraft_ends_at_the_floor(second: int, shop: int, now: datetime) -> None:
    actions.post_one(pay("ride", second, shop, 100), now=now)
    with pytest.raises(rules.NotEnough):
        actions.post_one(pay("more", second, shop, 1), now=now)
    assert queries.balance("second") == cny("-1.00")


def test_the_purses_of_a_card_are_emptied_in_their_order(
    purse: int, second: int, cash: int, shop: int, now: datetime
) -> None:
    post(now, pay_all("top", (cash, purse, 100), (cash, second, 100)))
    outcome = actions.post_one(spend("ride", (second, purse), shop, 250), now=now)
    assert [(m.account, m.amount) for m in outcome.moves] == [(second, -200), (purse, -50)]
    assert queries.balance("shop") == cny("2.50")


def test_what_is_held_is_still_there_but_cannot_be_spent(
    purse: int, cash: int, shop: int, now: datetime
) -> None:
    later = now + timedelta(hours=1)
    post(now, pay("top", cash, purse, 500), hold("h", purse, 400, later))
    assert (queries.account("purse").balance, queries.account("purse").held) == (
        cny("5.00"),
        cny("4.00"),
    )
    with pytest.raises(rules.NotEnough, match=r"1.00 CNY of 2.00 CNY"):
        actions.post_one(pay("ride", purse, shop, 200), now=now)


def test_a_use_keeps_the_time_of_its_message(purse: int, cash: int, now: datetime) -> None:
    used_at = to_micros(now - timedelta(hours=30))
    actions.post_one(pay("top", cash, purse, 500, used_at=used_at), now=now)
    row = Move.objects.get()
    assert (row.used_at, row.booked_on.isoformat()) == (from_micros(used_at), "2026-11-19")


def test_an_empty_batch_writes_nothing(book: str, now: datetime) -> None:
    assert post(now) == []
    assert not Batch.objects.exists()
