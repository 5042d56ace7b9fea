"""Giving a person a login."""

from datetime import datetime

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher

from yika.domain.journal.models import Entry
from yika.domain.people.actions.create_login import create_login
from yika.domain.people.models import Login
from yika.domain.people.rules import HandleTaken, RequestReused
from yika.kit import ids
from yika.kit.actor import Actor
from yika.kit.errors import Invalid
from yika.site import settings as site_settings

PASSWORD = "river-lantern-42"

pytestmark = pytest.mark.django_db


def create(clerk: Actor, now: datetime, **given: str) -> Login:
    wanted = {"handle": "lin.wan", "password": PASSWORD, "request_id": "first"} | given
    return create_login(**wanted, by=clerk, now=now)


def test_a_login_keeps_only_a_slow_hash_of_the_password(clerk: Actor, now: datetime) -> None:
    login = create(clerk, now, handle=" Lin.Wan ")
    assert login.handle == "lin.wan"
    assert login.password.startswith("scrypt$")
    assert PASSWORD not in login.password


def test_the_journal_tells_who_made_it_and_names_nobody(clerk: Actor, now: datetime) -> None:
    login = create(clerk, now)
    entry = Entry.objects.get(event="people.login_created")
    assert (entry.subject, entry.actor_id) == (ids.show("login", login.id), clerk.id)
    assert "lin.wan" not in str(entry.__dict__)


def test_a_taken_handle_is_refused(clerk: Actor, now: datetime) -> None:
    create(clerk, now)
    with pytest.raises(HandleTaken):
        create(clerk, now, handle="LIN.WAN", request_id="second")
    assert Login.objects.count() == Entry.objects.count() == 1


def test_the_same_request_gives_the_same_login(clerk: Actor, now: datetime) -> None:
    assert create(clerk, now) == create(clerk, now)
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("other", [{"handle": "zhou"}, {"password": "another-lantern-43"}])
def test_the_same_request_for_another_login_is_refused(
    clerk: Actor, now: datetime, other: dict[str, str]
) -> None:
    create(clerk, now)
    with pytest.raises(RequestReused):
        create(clerk, now, **other)


@pytest.mark.parametrize("weak", ["short-1", "password1234", "202611200417", "lin.wan.2026"])
def test_a_weak_password_is_refused_with_the_reason(clerk: Actor, now: datetime, weak: str) -> None:
    with pytest.raises(Invalid) as refused:
        create(clerk, now, password=weak)
    assert all(fault.where == "password" and fault.expected for fault in refused.value.faults)
    assert not Login.objects.exists()


def test_outside_of_tests_the_hash_is_as_slow_as_django_recommends() -> None:
    """Here the hash has hardly any work in it, so that tests need not wait for safety."""
    assert site_settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    assert ScryptPasswordHasher.work_factor >= 2**14
