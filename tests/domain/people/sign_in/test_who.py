"""Who is behind a token, and for how long."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.issuers.samples import harbor, pier
from tests.domain.people.coming_in import (
    OPERATOR,
    at_the_desk,
    come_in,
    employed,
    enrolled,
    request,
    themselves,
    with_password,
)
from yika.domain.people import queries
from yika.domain.people.actions import note_seen, sweep_sign_ins
from yika.domain.people.models import Login, SignIn
from yika.domain.people.rules import NotSignedIn
from yika.domain.people.rules.sign_ins import HOLDER, KEPT, LIFETIMES, PENDING, STAFF
from yika.domain.staff.actions import end_role, move_staff
from yika.domain.staff.rules import Right, Role
from yika.kit.actor import Channel

pytestmark = pytest.mark.django_db

SECOND, MINUTE, HOUR, DAY = (
    timedelta(seconds=1),
    timedelta(minutes=1),
    timedelta(hours=1),
    timedelta(days=1),
)


def is_in(token: str, now: datetime) -> bool:
    return queries.who(token, now=now) is not None


def stays(token: str, *, since: datetime, until: datetime, every: timedelta) -> None:
    """Somebody who does something now and then."""
    now = since
    while now < until:
        who = queries.who(token, now=now)
        assert who
        note_seen(who, now=now)
        now += every


@pytest.mark.parametrize("token", ["", "x", "林晚", "\0", "x" * 100_000])
def test_what_is_no_token_is_nobodys(now: datetime, token: str) -> None:
    come_in(now)
    assert queries.who(token, now=now) is None


def test_a_holder_is_out_when_he_was_away_for_thirty_days(now: datetime) -> None:
    token = come_in(now).token
    assert is_in(token, now + HOLDER.idle - SECOND)
    assert not is_in(token, now + HOLDER.idle)


def test_a_holder_who_comes_often_is_out_after_half_a_year(now: datetime) -> None:
    token = come_in(now).token
    stays(token, since=now, until=now + HOLDER.longest, every=20 * DAY)
    assert not is_in(token, now + HOLDER.longest)


def test_staff_are_out_after_half_an_hour_of_doing_nothing(now: datetime) -> None:
    harbor(now)
    employed(now)
    token = enrolled(now)[1].signed_in.token
    assert is_in(token, now + STAFF.idle - SECOND)
    assert not is_in(token, now + STAFF.idle)


def test_staff_are_out_after_a_long_shift_whatever_they_do(now: datetime) -> None:
    harbor(now)
    employed(now)
    token = enrolled(now)[1].signed_in.token
    stays(token, since=now, until=now + STAFF.longest, every=20 * MINUTE)
    assert not is_in(token, now + STAFF.longest)


def test_every_door_of_the_staff_has_the_shift_of_the_staff() -> None:
    assert {door for door, one in LIFETIMES.items() if one is STAFF} == {
        Channel.COUNTER,
        Channel.CONSOLE,
        Channel.REVIEW,
        Channel.VISIT,
        Channel.HOTLINE,
    }
    assert LIFETIMES[Channel.KIOSK].idle < 5 * MINUTE


def test_being_here_is_noted_once_a_minute(now: datetime) -> None:
    token = come_in(now).token
    for moment, writes in [(now + 59 * SECOND, 0), (now + MINUTE, 1), (now + 119 * SECOND, 0)]:
        who = queries.who(token, now=moment)
        assert who
        with CaptureQueriesContext(connection) as asked:
            note_seen(who, now=moment)
        assert len(asked) == writes
    assert SignIn.objects.get().seen_at == now + MINUTE


def test_a_clock_that_went_back_never_shortens_a_sign_in(now: datetime) -> None:
    token = come_in(now).token
    who = queries.who(token, now=now)
    assert who
    note_seen(who, now=now - HOUR)
    assert SignIn.objects.get().seen_at == now


def test_a_closed_login_is_out_at_once(now: datetime) -> None:
    token = come_in(now).token
    Login.objects.update(is_active=False)
    assert not is_in(token, now)


def test_an_old_password_is_a_fact_of_its_owner(now: datetime) -> None:
    token = with_password(now).token
    old = now + 365 * DAY
    Login.objects.update(password_set_at=now)
    SignIn.objects.update(seen_at=old, ends_at=old + DAY)
    for moment, is_old in [(old - SECOND, False), (old, True)]:
        who = queries.who(token, now=moment)
        assert who
        assert who.holder
        assert who.old_secret is who.holder.old_secret is is_old


def test_a_holder_acts_for_himself_and_has_no_rights(now: datetime) -> None:
    signed_in = come_in(now)
    who = queries.who(signed_in.token, now=now)
    assert who
    assert who.standing is None
    assert who.actor(Channel.WEB) == themselves(signed_in.holder)


def test_staff_act_for_their_issuer_with_what_their_roles_give(now: datetime) -> None:
    harbor(now)
    place = pier(now)
    login = employed(now)
    token = enrolled(now)[1].signed_in.token
    move_staff(login=login, outlet=place.id, by=OPERATOR, now=now, request_id=request())
    who = queries.who(token, now=now)
    assert who
    assert (who.login, who.handle, who.holder, who.second_factor) == (login, "zhou", None, True)
    actor = who.actor(Channel.CONSOLE)
    assert (actor.id, actor.channel, actor.issuer, actor.outlet) == (
        login,
        Channel.CONSOLE,
        "harbor",
        place.id,
    )
    assert actor.may(Right.CARDS_HAND_OUT, "harbor")
    assert not actor.may(Right.STAFF_MANAGE, "harbor")
    assert not actor.may(Right.CARDS_HAND_OUT, "eastgate")


def test_a_role_that_ended_is_gone_in_the_middle_of_a_shift(now: datetime) -> None:
    harbor(now)
    login = employed(now)
    token = enrolled(now)[1].signed_in.token
    end_role(login=login, role=Role.TELLER, by=OPERATOR, now=now, request_id=request())
    who = queries.who(token, now=now)
    assert who
    assert who.standing is None
    with pytest.raises(NotSignedIn):
        who.actor(Channel.COUNTER)


def test_before_the_second_factor_nobody_stands_anywhere(now: datetime) -> None:
    harbor(now)
    employed(now)
    token = at_the_desk(now).token
    who = queries.who(token, now=now)
    assert who
    assert (who.standing, who.second_factor) == (None, False)
    with pytest.raises(NotSignedIn):
        who.actor(Channel.COUNTER)
    assert not is_in(token, now + PENDING)


def test_the_database_is_asked_little(now: datetime) -> None:
    """Every page asks who is there."""
    harbor(now)
    employed(now)
    for token, most in [(come_in(now).token, 3), (enrolled(now)[1].signed_in.token, 2)]:
        with CaptureQueriesContext(connection) as asked:
            queries.who(token, now=now)
        assert len(asked) <= most


def test_what_ended_half_a_year_ago_is_swept(now: datetime) -> None:
    come_in(now)
    SignIn.objects.update(ends_at=now + DAY)
    assert sweep_sign_ins(now=now + DAY + KEPT) == 0
    assert sweep_sign_ins(now=now + DAY + KEPT + SECOND) == 1
    assert not SignIn.objects.exists()
