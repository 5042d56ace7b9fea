"""Who a handle and a password belong to."""

from datetime import datetime
from unittest import mock

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher

from yika.domain.people import queries
from yika.domain.people.actions.create_login import create_login
from yika.domain.people.models import Login
from yika.kit.actor import Actor

PASSWORD = "river-lantern-42"

pytestmark = pytest.mark.django_db


@pytest.fixture
def login(clerk: Actor, now: datetime) -> Login:
    return create_login(
        handle="lin.wan", password=PASSWORD, by=clerk, now=now, request_id="the-login"
    )


def test_the_right_password_opens(login: Login) -> None:
    assert queries.verified_login(" LIN.wan", PASSWORD) == login.id
    assert queries.find_login_id("lin.wan") == login.id


def test_a_wrong_password_and_an_unknown_handle_look_alike(login: Login) -> None:
    assert queries.verified_login("lin.wan", "wrong") is None
    assert queries.verified_login("nobody", PASSWORD) is None
    assert queries.find_login_id("nobody") is None


def test_an_inactive_login_stays_shut(login: Login) -> None:
    Login.objects.update(is_active=False)
    assert queries.verified_login("lin.wan", PASSWORD) is None


@pytest.mark.parametrize("handle", ["lin.wan", "nobody"])
def test_an_unknown_handle_costs_one_slow_hash_like_a_wrong_password(
    login: Login, handle: str
) -> None:
    slow = ScryptPasswordHasher.encode
    with mock.patch.object(ScryptPasswordHasher, "encode", autospec=True, side_effect=slow) as spy:
        queries.verified_login(handle, "wrong")
    assert spy.call_count == 1
