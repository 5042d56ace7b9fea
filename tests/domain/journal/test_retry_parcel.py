"""Trying again what the worker has given up."""

from datetime import datetime, timedelta

import pytest

from tests.domain.journal.ways import Kept, in_trouble
from yika.domain.journal.actions import deliver_parcel, retry_parcel, send_later
from yika.domain.journal.models import Entry, Parcel
from yika.domain.journal.rules import NotGivenUp
from yika.kit.actor import Actor
from yika.kit.errors import NotFound, Unavailable

pytestmark = pytest.mark.django_db


@pytest.fixture
def given_up(now: datetime) -> str:
    send_later("message", reference="a", payload={"text": "a"}, now=now)
    way = in_trouble(Unavailable("no such address", permanent=True))
    deliver_parcel(kind="message", way=way, clock=lambda: now, chance=lambda: 0.0)
    return str(Parcel.objects.get())


def test_it_is_sent_again_with_the_same_reference_and_payload(
    given_up: str, clerk: Actor, now: datetime
) -> None:
    later = now + timedelta(days=9)
    retry_parcel(parcel=given_up, by=clerk, now=later, request_id="q")
    way = Kept()
    deliver_parcel(kind="message", way=way, clock=lambda: later, chance=lambda: 0.0)
    assert way.sent == [("a", {"text": "a"})]


def test_it_gets_all_its_days_again(given_up: str, clerk: Actor, now: datetime) -> None:
    later = now + timedelta(days=9)
    retry_parcel(parcel=given_up, by=clerk, now=later, request_id="q")
    way = in_trouble(Unavailable("down"))
    deliver_parcel(kind="message", way=way, clock=lambda: later, chance=lambda: 0.0)
    assert Parcel.objects.get().state == "waiting"


def test_the_journal_tells_who_did_it(given_up: str, clerk: Actor, now: datetime) -> None:
    retry_parcel(parcel=given_up, by=clerk, now=now, request_id="q")
    entry = Entry.objects.get(event="parcel.retried")
    assert (entry.subject, entry.actor_id, entry.request_id) == (given_up, clerk.id, "q")
    assert entry.facts == {"kind": "message", "reference": "a", "error": "no such address"}


def test_the_same_request_twice_does_it_once(given_up: str, clerk: Actor, now: datetime) -> None:
    for _ in range(2):
        retry_parcel(parcel=given_up, by=clerk, now=now, request_id="q")
    assert Entry.objects.filter(event="parcel.retried").count() == 1


def test_what_is_not_given_up_is_refused(given_up: str, clerk: Actor, now: datetime) -> None:
    retry_parcel(parcel=given_up, by=clerk, now=now, request_id="q")
    with pytest.raises(NotGivenUp) as refusal:
        retry_parcel(parcel=given_up, by=clerk, now=now, request_id="another")
    assert refusal.value.facts == {"parcel": given_up, "state": "waiting"}


@pytest.mark.parametrize("name", ["nonsense", "parcel_01kaf00000000000000000000a"])
def test_a_parcel_that_is_not_there_is_not_found(name: str, clerk: Actor, now: datetime) -> None:
    with pytest.raises(NotFound, match=name):
        retry_parcel(parcel=name, by=clerk, now=now, request_id="q")
