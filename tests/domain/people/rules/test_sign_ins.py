"""How long a sign-in lasts, and how a stranger is looked at."""

from datetime import datetime, timedelta

import pytest

from yika.domain.people.rules import sign_ins as rules
from yika.domain.people.rules.sign_ins import HOLDER, LIFETIMES, STAFF, ContactCooling, visitor
from yika.kit.actor import ActorKind, Channel

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("door", LIFETIMES)
def test_nobody_is_idle_longer_than_he_may_stay(door: Channel) -> None:
    lifetime = rules.lifetime(door)
    assert lifetime.idle < lifetime.longest
    assert lifetime.idle > rules.SEEN_EVERY


def test_holders_stay_for_weeks_and_staff_for_a_shift() -> None:
    assert (HOLDER.idle, HOLDER.longest) == (timedelta(days=30), timedelta(days=180))
    assert (STAFF.idle, STAFF.longest) == (timedelta(minutes=30), timedelta(hours=12))


@pytest.mark.parametrize("door", [door for door in Channel if door not in LIFETIMES])
def test_where_nobody_signs_in_there_is_no_sign_in(door: Channel) -> None:
    with pytest.raises(KeyError):
        rules.lifetime(door)


def test_somebody_is_idle_when_his_time_is_over(now: datetime) -> None:
    over = now + STAFF.idle
    assert rules.is_idle(Channel.COUNTER, seen_at=now, now=over)
    assert not rules.is_idle(Channel.COUNTER, seen_at=now, now=over - SECOND)
    assert not rules.is_idle(Channel.WEB, seen_at=now, now=over)


def test_a_password_is_old_after_a_year(now: datetime) -> None:
    year = timedelta(days=365)
    assert rules.is_old(now - year, now)
    assert not rules.is_old(now - year + SECOND, now)
    assert not rules.is_old(None, now)


def test_a_visitor_is_a_holder_of_nothing() -> None:
    stranger = visitor(Channel.WEB)
    assert (stranger.kind, stranger.rights, stranger.issuer) == (ActorKind.HOLDER, frozenset(), "")


@pytest.mark.parametrize(
    ("left", "hours"), [(SECOND, 1), (timedelta(hours=1), 1), (timedelta(days=3), 72)]
)
def test_a_contact_that_cools_says_for_how_long(now: datetime, left: timedelta, hours: int) -> None:
    refusal = ContactCooling(usable_from=now + left, now=now)
    assert refusal.facts["wait_hours"] == hours
    assert f"{hours} h" in str(refusal)


def test_a_token_is_kept_as_its_hash_alone() -> None:
    assert rules.digest("token").hex().startswith("3c469e9d6c5875d3")
