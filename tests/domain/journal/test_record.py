"""Appending to the journal."""

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from yika.domain.journal.actions import record, seal_entries
from yika.domain.journal.models import Entry
from yika.domain.vault.queries import keyring
from yika.kit.actor import WORKER, Actor
from yika.kit.seals import row_mac

SUBJECT = "card_01kaf00000000000000000000a"


def note(by: Actor, now: datetime, event: str = "card.closed", **more: Any) -> None:
    record(event, **{"subject": SUBJECT, "by": by, "now": now, "request_id": "r-1", **more})


@pytest.mark.django_db
def test_an_entry_says_who_did_what_when_and_through_which_door(
    clerk: Actor, now: datetime
) -> None:
    note(clerk, now, issuer="metro", facts={"fee": "8.00 CNY"}, before={"s": 1}, after={"s": 2})
    entry = Entry.objects.get()
    assert (entry.event, entry.subject, entry.issuer) == ("card.closed", SUBJECT, "metro")
    assert (entry.actor_kind, entry.actor_id, entry.channel) == ("staff", clerk.id, "counter")
    assert (entry.at, entry.request_id) == (now, "r-1")
    assert (entry.facts, entry.before, entry.after) == ({"fee": "8.00 CNY"}, {"s": 1}, {"s": 2})


@pytest.mark.django_db
def test_an_entry_vouches_for_itself_before_it_is_in_the_chain(now: datetime) -> None:
    note(WORKER, now, facts={"names": {"zh": "卡"}, "list": [1, None, True]})
    entry = Entry.objects.get()
    key = keyring().key("seal", entry.key_version)
    assert entry.seal is None
    assert entry.mac == row_mac(key, entry.content)


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_a_programming_error(now: datetime) -> None:
    with pytest.raises(transaction.TransactionManagementError, match="outside a transaction"):
        note(WORKER, now)


@pytest.mark.django_db(transaction=True)
def test_an_entry_stands_if_and_only_if_the_change_does(now: datetime) -> None:
    with transaction.atomic():
        note(WORKER, now)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"event": "closed"},
        {"facts": {"phone": "x"}},
        {"facts": {"amount": 1.5}},
        {"after": {"x": "y" * 9000}},
        {"request_id": "x" * 256},
        {"subject": "nul\0"},
    ],
)
def test_what_does_not_belong_is_a_programming_error(now: datetime, wrong: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        note(WORKER, now, **wrong)
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_entries_are_never_changed_or_removed_by_code(now: datetime) -> None:
    note(WORKER, now)
    entry = Entry.objects.get()
    for forbidden in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(event="card.opened"),
        lambda: Entry.objects.bulk_update([entry], ["event"]),
    ):
        with pytest.raises(TypeError, match="never"), transaction.atomic():
            forbidden()
    assert Entry.objects.get().event == "card.closed"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
def test_open_transactions_record_side_by_side_and_the_late_one_is_sealed_later(
    now: datetime,
) -> None:
    recorded, released = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            note(WORKER, now, event="card.slow")
            recorded.set()
            assert released.wait(10)
        connection.close()

    other = threading.Thread(target=slow)
    other.start()
    assert recorded.wait(10)
    with transaction.atomic():
        note(WORKER, now, event="card.quick")  # does not wait for the other one
    assert seal_entries(now=now) == 1
    released.set()
    other.join(10)
    assert seal_entries(now=now + timedelta(seconds=2)) == 1
    seals = {entry.event: entry.seal for entry in Entry.objects.all()}
    assert seals == {"card.quick": 1, "card.slow": 2}
