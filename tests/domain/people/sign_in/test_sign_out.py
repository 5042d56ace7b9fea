"""Going out: here, elsewhere, everywhere; and where one is signed in."""

from datetime import datetime, timedelta

import pytest

from tests.domain.issuers.samples import harbor
from tests.domain.people.coming_in import (
    EMAIL,
    at_the_desk,
    come_in,
    employed,
    enrolled,
    request,
    themselves,
)
from yika.domain.journal.models import Entry
from yika.domain.people import queries
from yika.domain.people.actions import end_sign_in, sign_out, sign_out_everywhere
from yika.domain.people.rules import UnknownSignIn, visitor
from yika.kit.actor import Actor, ActorKind, Channel

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def test_who_signs_out_is_out_here_only(now: datetime) -> None:
    here, there = come_in(now), come_in(now + HOUR)
    sign_out(token=here.token, now=now + HOUR, request_id=request())
    assert queries.who(here.token, now=now + HOUR) is None
    assert queries.who(there.token, now=now + HOUR)
    entry = Entry.objects.get(event="people.signed_out")
    assert (entry.subject, entry.actor_id) == (here.login, here.holder)
    assert entry.facts == {"sign_in": here.sign_in}


def test_signing_out_twice_or_with_nothing_does_nothing(now: datetime) -> None:
    here = come_in(now)
    for token in (here.token, here.token, "", "never was one"):
        sign_out(token=token, now=now, request_id=request())
    assert Entry.objects.filter(event="people.signed_out").count() == 1


def test_a_lost_phone_is_signed_out_from_another_device(now: datetime) -> None:
    lost, here = come_in(now), come_in(now + HOUR)
    for _ in range(2):
        end_sign_in(
            sign_in=lost.sign_in,
            by=themselves(here.holder),
            now=now + HOUR,
            request_id=request(),
        )
    assert queries.who(lost.token, now=now + HOUR) is None
    assert queries.who(here.token, now=now + HOUR)
    assert Entry.objects.filter(event="people.signed_out").count() == 1


def test_nobody_ends_the_sign_in_of_another(now: datetime) -> None:
    harbor(now)
    lin, wang = come_in(now), come_in(now, contact=EMAIL)
    zhou = Actor(ActorKind.STAFF, employed(now), Channel.COUNTER)
    for by in (themselves(wang.holder), visitor(Channel.WEB), zhou):
        with pytest.raises(UnknownSignIn):
            end_sign_in(sign_in=lin.sign_in, by=by, now=now, request_id=request())
    assert queries.who(lin.token, now=now)


@pytest.mark.parametrize("sign_in", ["", "sgn_", "sgn_01kaf0000000000000000000aa", "hld_x"])
def test_a_sign_in_that_never_was_cannot_end(now: datetime, sign_in: str) -> None:
    lin = come_in(now)
    with pytest.raises(UnknownSignIn):
        end_sign_in(sign_in=sign_in, by=themselves(lin.holder), now=now, request_id=request())


def test_signing_out_everywhere_leaves_nothing_open(now: datetime) -> None:
    other = come_in(now, contact=EMAIL)
    tokens = [come_in(now + HOUR * number) for number in range(3)]
    moment, last = now + 3 * HOUR, tokens[-1]
    ended = sign_out_everywhere(
        sign_in=last.sign_in, by=themselves(last.holder), now=moment, request_id=request()
    )
    assert ended == 3
    assert [queries.who(one.token, now=moment) for one in tokens] == [None] * 3
    assert queries.who(other.token, now=moment)
    entry = Entry.objects.get(event="people.sign_ins_ended")
    assert (entry.subject, entry.facts) == (last.login, {"count": 3})


def test_signing_out_everywhere_but_here_leaves_this_one(now: datetime) -> None:
    there, here = come_in(now), come_in(now + HOUR)
    ended = sign_out_everywhere(
        sign_in=here.sign_in,
        but_here=True,
        by=themselves(here.holder),
        now=now + HOUR,
        request_id=request(),
    )
    assert ended == 1
    assert queries.who(there.token, now=now + HOUR) is None
    assert queries.who(here.token, now=now + HOUR)


def test_a_person_sees_where_he_is_signed_in(now: datetime) -> None:
    phone, desk = come_in(now), come_in(now + HOUR)
    gone = come_in(now + 2 * HOUR)
    sign_out(token=gone.token, now=now + 2 * HOUR, request_id=request())
    seen = queries.sign_ins(phone.login, now=now + 2 * HOUR)
    assert [one.id for one in seen] == [desk.sign_in, phone.sign_in]
    assert {(one.device, one.channel) for one in seen} == {("Firefox · Linux", Channel.WEB)}
    assert queries.sign_ins(phone.login, now=now + timedelta(days=40)) == []


def test_a_sign_in_that_is_not_complete_is_none(now: datetime) -> None:
    harbor(now)
    login = employed(now)
    at_the_desk(now)
    assert queries.sign_ins(login, now=now) == []
    enrolled(now)
    assert len(queries.sign_ins(login, now=now)) == 1
