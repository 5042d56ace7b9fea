"""The inbox of a holder, and how it went with what left."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.domain.journal.ways import Kept, in_trouble
from tests.domain.messages.samples import CODE, EMAIL, HOLDER, INBOX, OTHER, SMS
from yika.domain.journal.actions import deliver_parcel
from yika.domain.journal.provider import WayOut
from yika.domain.journal.rules import ParcelState
from yika.domain.messages import queries
from yika.domain.messages.actions import send_message
from yika.domain.messages.rules import Recipient, Way
from yika.kit.actor import WORKER, Actor, ActorKind, Channel, NotAllowed
from yika.kit.errors import NotFound, Unavailable, Unknown

pytestmark = pytest.mark.django_db

ISSUER = "rivertown-transit"
HIMSELF = Actor(ActorKind.HOLDER, HOLDER, Channel.WEB)


def staff(issuer: str, *rights: str) -> Actor:
    return Actor(ActorKind.STAFF, "login_1", Channel.CONSOLE, issuer, rights=frozenset(rights))


def welcome(now: datetime, reference: str, to: Recipient = INBOX, issuer: str = ISSUER) -> str:
    return send_message(
        template="welcome", to=to, facts={}, reference=reference, issuer=issuer, now=now
    )


def code(now: datetime) -> str:
    return send_message(
        template="code",
        to=SMS,
        facts=CODE,
        reference="proof_1",
        issuer=ISSUER,
        now=now,
        valid_until=now + timedelta(minutes=5),
    )


def deliver(way: WayOut, at: datetime, kind: str = "sms") -> None:
    deliver_parcel(kind=kind, way=way, clock=lambda: at, chance=lambda: 1.0)


def test_an_inbox_is_read_page_by_page_the_newest_first(now: datetime) -> None:
    told = [welcome(now, str(number)) for number in range(5)]
    first = queries.inbox(HOLDER, limit=3)
    rest = queries.inbox(HOLDER, before=first[-1].id)
    assert [view.id for view in first + rest] == told[::-1]


def test_an_inbox_holds_nothing_of_other_people_and_other_ways(now: datetime) -> None:
    welcome(now, "a", SMS)
    welcome(now, "b", replace(INBOX, holder=OTHER))
    assert queries.inbox(HOLDER) == []
    assert queries.unread(HOLDER) == 0


def test_one_message_is_shown_to_its_holder_only(now: datetime) -> None:
    told = welcome(now, "a")
    assert queries.message(HOLDER, told).title == "账户已开通"
    with pytest.raises(NotFound):
        queries.message(OTHER, told)


def test_a_page_behind_what_is_no_message_is_refused() -> None:
    with pytest.raises(NotFound):
        queries.inbox(HOLDER, before="card_1")


def test_a_delivery_tells_how_it_went_and_to_whom_but_not_what(now: datetime) -> None:
    told = code(now)
    (waiting,) = queries.deliveries(WORKER)
    assert waiting == queries.DeliveryView(
        id=told,
        way=Way.SMS,
        to="138 **** 8000",
        template="code",
        holder=HOLDER,
        issuer=ISSUER,
        at=now,
        state=ParcelState.WAITING,
        attempts=0,
        sent_at=None,
        trouble="",
    )
    deliver(Kept(), now)
    (sent,) = queries.deliveries(WORKER)
    assert (sent.state, sent.attempts, sent.sent_at) == (ParcelState.SENT, 1, now)


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        (Unavailable("down"), ParcelState.WAITING),
        (Unknown("no answer", reference="r"), ParcelState.UNKNOWN),
        (Unavailable("no such number 13800138000", permanent=True), ParcelState.GIVEN_UP),
    ],
)
def test_a_delivery_in_trouble_says_so(
    now: datetime, trouble: Exception, state: ParcelState
) -> None:
    welcome(now, "a", SMS)
    deliver(in_trouble(trouble), now)
    (one,) = queries.deliveries(WORKER)
    assert (one.state, one.attempts) == (state, 1)
    assert "13800138000" not in one.trouble


def test_a_code_that_would_come_too_late_never_leaves(now: datetime) -> None:
    code(now)
    way = Kept()
    deliver(way, now + timedelta(minutes=5))
    (one,) = queries.deliveries(WORKER)
    assert (one.state, way.sent) == (ParcelState.TOO_LATE, [])


def test_deliveries_are_read_page_by_page_the_newest_first(now: datetime) -> None:
    told = [welcome(now, str(number), way) for number in range(3) for way in (SMS, EMAIL)]
    first = queries.deliveries(WORKER, limit=4)
    rest = queries.deliveries(WORKER, before=first[-1].id)
    assert [one.id for one in first + rest] == told[::-1]


def test_deliveries_are_found_by_holder_and_by_reference(now: datetime) -> None:
    mine = welcome(now, "a", SMS)
    other = welcome(now, "b", replace(SMS, holder=OTHER))
    assert [one.id for one in queries.deliveries(WORKER, holder=OTHER)] == [other]
    assert [one.id for one in queries.deliveries(WORKER, references=["a", "c"])] == [mine]
    assert queries.deliveries(WORKER, references=[]) == []


def test_a_holder_sees_what_was_sent_to_himself(now: datetime) -> None:
    mine = welcome(now, "a", SMS)
    welcome(now, "b", replace(SMS, holder=OTHER))
    assert [one.id for one in queries.deliveries(HIMSELF)] == [mine]
    assert queries.deliveries(HIMSELF, holder=OTHER) == []


def test_staff_see_what_their_own_issuer_had_sent(now: datetime) -> None:
    mine = welcome(now, "a", SMS)
    welcome(now, "b", SMS, issuer="hillside-university")
    welcome(now, "c", SMS, issuer="")
    assert [one.id for one in queries.deliveries(staff(ISSUER, queries.VIEW))] == [mine]


@pytest.mark.parametrize("by", [staff(ISSUER, "cards.view"), staff("", queries.VIEW)])
def test_staff_without_the_right_see_nothing(now: datetime, by: Actor) -> None:
    welcome(now, "a", SMS)
    with pytest.raises(NotAllowed):
        queries.deliveries(by)
