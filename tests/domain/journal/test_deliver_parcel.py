"""Sending what waits in the outbox."""

from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction

from tests.domain.journal.ways import Kept, in_trouble
from yika.domain.journal import queries, rules
from yika.domain.journal.actions import Delivery, deliver_parcel, send_later
from yika.domain.journal.models import Entry, Parcel
from yika.domain.journal.provider import WayOut
from yika.domain.journal.rules import ParcelState
from yika.kit.errors import Unavailable, Unknown

pytestmark = pytest.mark.django_db

FULL_PAUSE = 1.0


def put(now: datetime, *references: str, kind: str = "message") -> None:
    for reference in references:
        send_later(kind, reference=reference, payload={"text": reference}, now=now)


def deliver(way: WayOut, at: datetime, kind: str = "message") -> Delivery | None:
    return deliver_parcel(kind=kind, way=way, clock=lambda: at, chance=lambda: FULL_PAUSE)


def test_the_way_out_gets_the_reference_and_the_payload_as_it_was_put(now: datetime) -> None:
    payload = {"to": "林婉", "nested": {"list": [1, None, True]}}
    send_later("message", reference="card.lost:1", payload=payload, now=now)
    way = Kept()
    delivery = deliver(way, now)
    assert way.sent == [("card.lost:1", payload)]
    assert delivery
    assert (delivery.state, delivery.trouble) == (ParcelState.SENT, None)


def test_what_was_sent_is_kept_without_what_was_in_it(now: datetime) -> None:
    put(now, "a")
    deliver(Kept(), now)
    parcel = Parcel.objects.get()
    assert (parcel.state, parcel.payload, parcel.due_at) == ("sent", None, None)
    assert (parcel.sent_at, parcel.claimed_until) == (now, None)


def test_the_oldest_goes_first_and_each_goes_once(now: datetime) -> None:
    put(now, "a", "b", "c")
    way = Kept()
    while deliver(way, now):
        pass
    assert way.references == ["a", "b", "c"]


def test_each_kind_has_its_own_way_out(now: datetime) -> None:
    put(now, "a")
    assert deliver(Kept(), now, kind="webhook") is None


def test_nothing_goes_before_its_time(now: datetime) -> None:
    put(now + timedelta(seconds=1), "a")
    assert deliver(Kept(), now) is None


def test_no_transaction_is_open_while_the_other_side_is_called(
    now: datetime, transactional_db: None
) -> None:
    def look() -> None:
        assert not connection.in_atomic_block

    with transaction.atomic():
        put(now, "a")
    delivery = deliver(Kept(meanwhile=look), now)
    assert delivery
    assert delivery.state == ParcelState.SENT


def test_what_was_not_taken_comes_again_after_a_growing_pause(now: datetime) -> None:
    put(now, "a")
    way = in_trouble(Unavailable("down"), Unavailable("down"))
    deliver(way, now)
    assert deliver(way, now + timedelta(seconds=4)) is None
    deliver(way, now + timedelta(seconds=5))
    assert deliver(way, now + timedelta(seconds=14)) is None
    deliver(way, now + timedelta(seconds=15))
    assert way.references == ["a", "a", "a"]
    assert Parcel.objects.get().state == "sent"


def test_an_unknown_outcome_is_sent_again_with_the_same_reference(now: datetime) -> None:
    put(now, "a")
    way = in_trouble(Unknown("timeout", reference="a"), Unavailable("down"))
    deliver(way, now)
    assert Parcel.objects.get().state == "unknown"
    deliver(way, now + timedelta(minutes=1))
    assert Parcel.objects.get().state == "unknown"  # it may still have arrived the first time
    deliver(way, now + timedelta(minutes=2))
    assert way.references == ["a", "a", "a"]
    assert Parcel.objects.get().state == "sent"


def test_a_bug_in_a_way_out_loses_nothing(now: datetime) -> None:
    put(now, "a")
    way = in_trouble(ZeroDivisionError("oops"))
    delivery = deliver(way, now)
    assert delivery
    assert isinstance(delivery.trouble, ZeroDivisionError)
    assert Parcel.objects.get().state == "unknown"


def test_a_refusal_for_good_is_given_up_kept_and_journaled(now: datetime) -> None:
    put(now, "a")
    deliver(in_trouble(Unavailable("no number 13800138000", permanent=True)), now)
    parcel = Parcel.objects.get()
    assert (parcel.state, parcel.due_at, parcel.attempts) == ("given-up", None, 1)
    assert parcel.payload
    entry = Entry.objects.get(event="parcel.given_up")
    assert entry.subject == str(parcel)
    assert entry.facts == {"kind": "message", "reference": "a", "error": "no number •••"}


def test_after_days_of_failing_it_is_given_up(now: datetime) -> None:
    put(now, "a")
    down = in_trouble(*[Unavailable("down")] * 2)
    deliver(down, now)
    deliver(down, now + rules.PATIENCE)
    assert Parcel.objects.get().state == "given-up"


def test_days_without_a_worker_do_not_count_as_failing(now: datetime) -> None:
    put(now, "a")
    deliver(in_trouble(Unavailable("down")), now + rules.PATIENCE * 2)
    assert Parcel.objects.get().state == "waiting"


def test_a_claimed_parcel_is_left_alone_until_its_lease_runs_out(now: datetime) -> None:
    put(now, "a")

    def killed() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deliver(Kept(meanwhile=killed), now)

    way = Kept()
    assert deliver(way, now + rules.LEASE - timedelta(seconds=1)) is None
    deliver(way, now + rules.LEASE)
    assert way.references == ["a"]


def test_a_late_failure_does_not_undo_what_another_worker_has_sent(now: datetime) -> None:
    put(now, "a")
    other = Kept()

    def slow() -> None:
        deliver(other, now + rules.LEASE)  # the lease has run out meanwhile
        raise Unavailable("down")

    deliver(Kept(meanwhile=slow), now)
    assert other.references == ["a"]
    assert Parcel.objects.get().state == "sent"


def test_a_payload_that_cannot_be_opened_waits_for_its_key(now: datetime) -> None:
    put(now, "a")
    Parcel.objects.update(payload=b"\x01\x7f\xff" + b"x" * 80)
    way = Kept()
    delivery = deliver(way, now)
    assert delivery
    assert not way.sent
    assert delivery.state == ParcelState.WAITING
    assert "cannot be opened" in Parcel.objects.get().last_error


def test_the_backlog_tells_how_much_waits_and_since_when(now: datetime) -> None:
    put(now - timedelta(hours=2), "old")
    put(now, "new")
    put(now, "hook", kind="webhook")
    put(now, "bad", kind="device-list")
    refused = in_trouble(Unavailable("never", permanent=True))
    deliver(refused, now, kind="device-list")
    assert [(one.kind, one.count, one.age) for one in queries.outbox_backlog(now=now)] == [
        ("message", 2, timedelta(hours=2)),
        ("webhook", 1, timedelta()),
    ]
    assert queries.outbox_counts() == {
        ParcelState.WAITING: 3,
        ParcelState.UNKNOWN: 0,
        ParcelState.GIVEN_UP: 1,
    }
