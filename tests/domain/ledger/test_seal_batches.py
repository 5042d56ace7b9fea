"""Batches are sealed in order, a run at a time, and what is sealed stays vouched for."""

from datetime import datetime

from tests.domain.ledger.asking import pay
from yika.domain.ledger import actions, verify
from yika.domain.ledger.models import Batch
from yika.domain.ledger.rules import STREAM
from yika.domain.vault import queries as vault


def test_each_batch_is_sealed_once_in_the_order_of_posting(
    purse: int, cash: int, now: datetime
) -> None:
    for number in range(3):
        actions.post_one(pay(f"top {number}", cash, purse, 1), now=now)
    assert vault.unsealed_tail(Batch) == 3
    assert actions.seal_batches(now=now) == 3
    assert actions.seal_batches(now=now) == 0
    actions.post_one(pay("more", cash, purse, 1), now=now)
    assert actions.seal_batches(now=now) == 1
    assert list(Batch.objects.order_by("id").values_list("seal", flat=True)) == [1, 1, 1, 2]
    assert list(verify.faults(expected=vault.last_seal(STREAM))) == []


def test_books_without_moves_have_nothing_to_seal(book: str, now: datetime) -> None:
    assert actions.seal_batches(now=now) == 0
    assert vault.last_seal(STREAM) is None
