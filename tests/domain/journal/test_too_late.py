"""What is of use for a short time only never leaves after it, and nothing of it is kept."""

from datetime import datetime, timedelta

import pytest

from tests.domain.journal.ways import Kept, in_trouble
from yika.domain.journal import queries
from yika.domain.journal.actions import Delivery, deliver_parcel, retry_parcel, send_later
from yika.domain.journal.models import Entry, Parcel
from yika.domain.journal.provider import WayOut
from yika.domain.journal.rules import LEASE, OutOfTime, ParcelState, TooLate
from yika.kit.actor import Actor
from yika.kit.errors import Unavailable, Unknown

pytestmark = pytest.mark.django_db

MINUTES = timedelta(minutes=5)


def put(now: datetime, *, valid_until: datetime | None = None) -> Parcel:
    until = valid_until or now + MINUTES
    send_later("sms", reference="a", payload={"code": "482913"}, now=now, valid_until=until)
    return Parcel.objects.get()


def deliver(way: WayOut, at: datetime) -> Delivery | None:
    return deliver_parcel(kind="sms", way=way, clock=lambda: at, chance=lambda: 1.0)


def test_until_then_it_leaves_like_everything_else(now: datetime) -> None:
    put(now)
    way = Kept()
    deliver(way, now + MINUTES - timedelta(seconds=1))
    assert way.references == ["a"]
    assert Parcel.objects.get().state == "sent"


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=9)])
def test_from_then_on_it_is_dropped_and_journaled(now: datetime, late: timedelta) -> None:
    parcel = put(now)
    way = Kept()
    delivery = deliver(way, now + MINUTES + late)
    assert not way.sent
    assert delivery
    assert delivery.state == ParcelState.TOO_LATE
    assert isinstance(delivery.trouble, OutOfTime)
    parcel.refresh_from_db()
    assert (parcel.state, parcel.payload, parcel.due_at) == ("too-late", None, None)
    entry = Entry.objects.get(event="parcel.too_late")
    assert (entry.subject, entry.facts["reference"]) == (str(parcel), "a")
    assert deliver(way, now + MINUTES + late) is None


def test_the_next_attempt_is_not_later_than_its_end(now: datetime) -> None:
    put(now, valid_until=now + timedelta(seconds=3))
    way = in_trouble(Unavailable("down"))
    deliver(way, now)
    assert Parcel.objects.get().due_at == now + timedelta(seconds=3)
    deliver(way, now + timedelta(seconds=3))
    assert way.references == ["a"]
    assert Parcel.objects.get().state == "too-late"


def test_what_may_have_arrived_is_not_sent_again_too_late(now: datetime) -> None:
    put(now)
    way = in_trouble(Unknown("timeout", reference="a"))
    deliver(way, now)
    assert Parcel.objects.get().state == "unknown"
    deliver(way, now + MINUTES)
    assert way.references == ["a"]
    assert Parcel.objects.get().state == "too-late"


def test_a_slow_failure_does_not_bring_back_what_was_dropped(now: datetime) -> None:
    put(now, valid_until=now + LEASE)

    def slow() -> None:
        deliver(Kept(), now + LEASE)
        raise Unavailable("down")

    deliver(Kept(meanwhile=slow), now)
    parcel = Parcel.objects.get()
    assert (parcel.state, parcel.payload) == ("too-late", None)


def test_nothing_is_kept_of_it_once_it_is_given_up(now: datetime, clerk: Actor) -> None:
    parcel = put(now)
    deliver(in_trouble(Unavailable("no such number", permanent=True)), now)
    parcel.refresh_from_db()
    assert (parcel.state, parcel.payload) == ("given-up", None)
    assert queries.given_up_parcels() == []
    with pytest.raises(TooLate):
        retry_parcel(parcel=str(parcel), by=clerk, now=now, request_id="q")


def test_it_is_neither_waiting_nor_given_up_any_more(now: datetime) -> None:
    put(now)
    deliver(Kept(), now + MINUTES)
    assert queries.outbox_backlog(now=now + MINUTES) == []
    assert set(queries.outbox_counts().values()) == {0}
    (item,) = queries.outbox_items(kind="sms", references=["a"])
    assert item.state == ParcelState.TOO_LATE


def test_parcels_are_found_by_their_references(now: datetime) -> None:
    put(now)
    assert [item.reference for item in queries.outbox_items(kind="sms", references=["a"])] == ["a"]
    assert queries.outbox_items(kind="sms", references=["b"]) == []
    assert queries.outbox_items(kind="sms", references=[]) == []
    assert queries.outbox_items(kind="email", references=["a"]) == []
