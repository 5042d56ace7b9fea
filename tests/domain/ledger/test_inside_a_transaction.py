"""Posting inside a transaction that others share: nothing half done is ever committed."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from tests.domain.ledger.asking import pay, pay_all, take_back
from tests.domain.ledger.conftest import DAY, Opener
from yika.domain.ledger import actions, queries, rules
from yika.domain.ledger.models import AccountName, Batch, Move
from yika.domain.ledger.posting import engine
from yika.domain.ledger.posting.stores.store import Need, Store
from yika.domain.ledger.posting.view import LINE_BITS, Changes, Key, MoveRow, View
from yika.domain.ledger.stores import current_store, seal_key
from yika.kit.actor import Actor

pytestmark = pytest.mark.django_db


def test_nothing_is_answered_in_a_transaction_that_will_be_undone(
    open_account: Opener, now: datetime
) -> None:
    cash, purse = open_account("cash"), open_account("purse", floor=0)
    with transaction.atomic():
        with pytest.raises(IntegrityError), transaction.atomic(savepoint=False):
            AccountName.objects.create(name="cash", account_id=cash)
        with pytest.raises(transaction.TransactionManagementError):
            actions.post_one(pay("top", cash, purse, 500), now=now)


def test_whoever_catches_an_error_of_ours_cannot_commit_half_a_batch(
    open_account: Opener, now: datetime
) -> None:
    cash, purse = open_account("cash"), open_account("purse", floor=0)
    actions.post_one(pay("top", cash, purse, 500), now=now)
    (last,) = Batch.objects.all()
    blocker = Move.objects.get()
    blocker.id, blocker.request = (last.id + 1) << LINE_BITS, b"b" * 16
    blocker.save(force_insert=True)

    with transaction.atomic():
        with pytest.raises(IntegrityError):
            actions.post([pay("more", cash, purse, 1)], now=now)
        assert connection.needs_rollback

    assert list(Batch.objects.values_list("id", flat=True)) == [last.id]


def test_one_posting_stays_within_the_books_of_one_issuer(
    open_account: Opener, clerk: Actor, now: datetime
) -> None:
    actions.open_book(
        code="lake", zone="Asia/Tokyo", by=clerk, now=now - 4 * DAY, request_id="lake"
    )
    here = open_account("cash"), open_account("purse", floor=0)
    there = open_account("sea", issuer="lake"), open_account("boat", issuer="lake", floor=0)
    with pytest.raises(rules.OtherBook):
        actions.post_one(pay_all("both", (*here, 5), (*there, 5)), now=now)
    assert [queries.balance(name).minor for name in ("purse", "boat")] == [0, 0]


class LateStore:
    """A store whose first look for originals comes before somebody else's commit."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._looked = False

    def originals(self, keys: Sequence[Key]) -> dict[Key, list[MoveRow]]:
        first, self._looked = not self._looked, True
        return {} if first else self._store.originals(keys)

    def read(self, need: Need) -> View:
        return self._store.read(need)

    def write(self, changes: Changes) -> None:
        self._store.write(changes)


def test_a_reversal_finds_what_was_posted_while_it_waited_for_the_locks(
    open_account: Opener, now: datetime
) -> None:
    cash, purse = open_account("cash"), open_account("purse", floor=0)
    actions.post_one(pay("top", cash, purse, 500), now=now)
    back = take_back("back", purse, "top")
    with transaction.atomic():
        store = LateStore(current_store())
        with pytest.raises(engine.Overtaken):
            engine.post(store, [back], now=now, seal=seal_key())
    # Nothing was answered, so the same is asked again and finds it.
    assert not actions.post_one(back, now=now).repeated
    assert queries.balance("purse").minor == 0
