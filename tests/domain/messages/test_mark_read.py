"""A holder reads what stands in his inbox."""

from datetime import datetime, timedelta

import pytest

from tests.domain.messages.samples import HOLDER, INBOX, OTHER, SMS
from yika.domain.journal.models import Entry
from yika.domain.messages import queries
from yika.domain.messages.actions import mark_all_read, mark_read, send_message
from yika.domain.messages.models import Message
from yika.domain.messages.rules import Recipient
from yika.kit.actor import Actor, ActorKind, Channel
from yika.kit.errors import NotFound

pytestmark = pytest.mark.django_db

HIMSELF = Actor(ActorKind.HOLDER, HOLDER, Channel.WEB)
SOMEBODY = Actor(ActorKind.HOLDER, OTHER, Channel.WEB)


def welcome(now: datetime, reference: str = "r", to: Recipient = INBOX) -> str:
    return send_message(
        template="welcome", to=to, facts={}, reference=reference, issuer="", now=now
    )


def test_a_message_is_read_once_and_that_is_kept(now: datetime) -> None:
    message = welcome(now)
    mark_read(message=message, by=HIMSELF, now=now, request_id="1")
    mark_read(message=message, by=HIMSELF, now=now + timedelta(days=1), request_id="2")
    assert Message.objects.get().read_at == now
    assert queries.unread(HOLDER) == 0
    entry = Entry.objects.get(event="message.read")
    assert (entry.subject, entry.facts) == (message, {"template": "welcome"})


@pytest.mark.parametrize("by", [SOMEBODY, Actor(ActorKind.STAFF, "login_1", Channel.CONSOLE)])
def test_a_message_of_somebody_else_does_not_exist(now: datetime, by: Actor) -> None:
    message = welcome(now)
    with pytest.raises(NotFound):
        mark_read(message=message, by=by, now=now, request_id="1")
    assert queries.unread(HOLDER) == 1


@pytest.mark.parametrize("message", ["msg_1", "", "card_01kaf00000000000000000000a"])
def test_what_is_no_message_does_not_exist(now: datetime, message: str) -> None:
    with pytest.raises(NotFound):
        mark_read(message=message, by=HIMSELF, now=now, request_id="1")


def test_a_short_message_is_not_read_here(now: datetime) -> None:
    with pytest.raises(NotFound):
        mark_read(message=welcome(now, to=SMS), by=HIMSELF, now=now, request_id="1")


def test_all_that_is_new_is_read_in_one_go(now: datetime) -> None:
    for reference in ("a", "b", "c"):
        welcome(now, reference)
    welcome(now, "d", Recipient(holder=OTHER, way="inbox"))
    assert mark_all_read(holder=HOLDER, by=HIMSELF, now=now, request_id="1") == 3
    assert mark_all_read(holder=HOLDER, by=HIMSELF, now=now, request_id="1") == 0
    assert (queries.unread(HOLDER), queries.unread(OTHER)) == (0, 1)
    assert Entry.objects.get(event="message.all_read").facts == {"count": 3}


def test_what_came_meanwhile_stays_new(now: datetime) -> None:
    welcome(now + timedelta(seconds=1))
    assert mark_all_read(holder=HOLDER, by=HIMSELF, now=now, request_id="1") == 0
    assert queries.unread(HOLDER) == 1


def test_the_inbox_of_somebody_else_does_not_exist(now: datetime) -> None:
    welcome(now)
    with pytest.raises(NotFound):
        mark_all_read(holder=HOLDER, by=SOMEBODY, now=now, request_id="1")
    assert queries.unread(HOLDER) == 1
