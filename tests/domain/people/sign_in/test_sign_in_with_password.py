"""Signing in by a password: counted, slowed, locked, and telling nothing to who guesses."""

from datetime import datetime, timedelta
from unittest import mock

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher

from tests.domain.people.coming_in import (
    ANOTHER,
    EMAIL,
    HOME,
    PASSWORD,
    PHONE,
    WEB,
    come_in,
    prove,
    request,
    with_password,
)
from yika.domain.journal.models import Entry
from yika.domain.people import queries
from yika.domain.people.actions import SignedIn, sign_in_with_password
from yika.domain.people.models import Login
from yika.domain.people.rules import RequestReused, WrongPassword
from yika.domain.vault.rules.tries import TooManyTries
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STRANGER = "+8613900139000"


def sign_in(now: datetime, **other: str) -> SignedIn:
    given = {
        "contact": PHONE,
        "password": PASSWORD,
        "device": "Firefox · Linux",
        "address": HOME,
        "request_id": request(),
    }
    return sign_in_with_password(**given | other, by=WEB, now=now)


def guess(now: datetime, times: int, **other: str) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassword):
            sign_in(now, **{"password": "wrong"} | other)


def test_a_proven_contact_and_the_password_let_the_holder_in(now: datetime) -> None:
    first = with_password(now)
    signed_in = sign_in(now, contact="138 0013 8000")
    assert (signed_in.holder, signed_in.new) == (first.holder, False)
    assert queries.who(signed_in.token, now=now)
    entry = Entry.objects.filter(event="people.signed_in").latest("id")
    assert entry.facts["way"] == "password"


@pytest.mark.parametrize(
    ("contact", "password"),
    [(PHONE, "wrong"), (PHONE, ""), (PHONE, "x" * 100_000), (STRANGER, PASSWORD), (EMAIL, "")],
)
def test_a_wrong_password_and_an_unknown_contact_look_alike(
    now: datetime, contact: str, password: str
) -> None:
    with_password(now)
    with pytest.raises(WrongPassword):
        sign_in(now, contact=contact, password=password)


def test_without_a_password_none_is_right(now: datetime) -> None:
    come_in(now)
    for password in ("", "!", Login.objects.get().password):
        with pytest.raises(WrongPassword):
            sign_in(now, password=password)


@pytest.mark.parametrize("contact", [PHONE, STRANGER, EMAIL])
def test_every_try_costs_one_slow_hash(now: datetime, contact: str) -> None:
    first = with_password(now)
    prove(first.holder, EMAIL, now + HOUR)
    slow = ScryptPasswordHasher.encode
    with mock.patch.object(ScryptPasswordHasher, "encode", autospec=True, side_effect=slow) as spy:
        guess(now + HOUR, 1, contact=contact)
    assert spy.call_count == 1


def test_a_login_without_a_password_costs_the_same(now: datetime) -> None:
    come_in(now)
    slow = ScryptPasswordHasher.encode
    with mock.patch.object(ScryptPasswordHasher, "encode", autospec=True, side_effect=slow) as spy:
        guess(now, 1)
    assert spy.call_count == 1


def test_what_is_no_contact_is_said_to_be_none(now: datetime) -> None:
    with pytest.raises(Invalid):
        sign_in(now, contact="lin wan")


def test_guesses_are_slowed_and_then_locked(now: datetime) -> None:
    with_password(now)
    guess(now, 5)
    with pytest.raises(TooManyTries) as slowed:
        sign_in(now)
    assert slowed.value.facts["wait_seconds"] == 30
    moment = now
    for wait in (30, 60, 120, 240, 480):
        moment += timedelta(seconds=wait)
        guess(moment, 1)
    with pytest.raises(TooManyTries) as locked:
        sign_in(moment)
    assert locked.value.facts["wait_minutes"] == 60
    guess(moment + HOUR, 1)
    with pytest.raises(TooManyTries):
        sign_in(moment + HOUR)
    assert sign_in(moment + 2 * HOUR)


@pytest.mark.parametrize("contact", [PHONE, STRANGER])
def test_an_unknown_contact_is_slowed_like_a_known_one(now: datetime, contact: str) -> None:
    with_password(now)
    guess(now, 5, contact=contact)
    with pytest.raises(TooManyTries) as slowed:
        sign_in(now, contact=contact)
    assert slowed.value.facts["wait_seconds"] == 30


def test_the_right_password_begins_anew(now: datetime) -> None:
    with_password(now)
    for _ in range(3):
        guess(now, 4)
        sign_in(now)


def test_a_code_opens_a_locked_password(now: datetime) -> None:
    with_password(now)
    guess(now, 5)
    come_in(now + MINUTE)
    assert sign_in(now + MINUTE)


def test_one_network_does_not_try_a_password_at_everybody(now: datetime) -> None:
    for number in range(30):
        guess(now, 1, contact=f"+861390013{number:04}")
    with pytest.raises(TooManyTries):
        sign_in(now, contact="+8613900138888")
    guess(now, 1, contact="+8613900138888", address="198.51.100.1")


def test_right_passwords_never_block_a_network_that_many_share(now: datetime) -> None:
    with_password(now)
    for _ in range(40):
        sign_in(now)


def test_a_blocked_network_spends_nobodys_tries(now: datetime) -> None:
    with_password(now)
    for number in range(30):
        guess(now, 1, contact=f"+861390013{number:04}")
    for _ in range(20):
        with pytest.raises(TooManyTries):
            sign_in(now, password="wrong")
    assert sign_in(now, address="198.51.100.1")


def test_a_double_click_signs_in_once(now: datetime) -> None:
    with_password(now)
    first, again = (sign_in(now, request_id="click") for _ in range(2))
    assert again.sign_in == first.sign_in
    assert queries.who(again.token, now=now)
    assert queries.who(first.token, now=now) is None


def test_a_request_that_comes_again_later_is_no_double_click(now: datetime) -> None:
    with_password(now)
    first = sign_in(now, request_id="click")
    with pytest.raises(RequestReused):
        sign_in(now + MINUTE, request_id="click")
    assert queries.who(first.token, now=now + MINUTE)


@pytest.mark.parametrize("odd", ["\ud800", "\0", "\x1b[31m", "x" * 10_000, "\u202e"])
def test_what_a_program_makes_up_breaks_nothing(now: datetime, odd: str) -> None:
    with_password(now)
    guess(now, 1, password=odd)
    signed_in = sign_in(now, device=f"Odd{odd}", browser=odd)
    (seen,) = [one for one in queries.sign_ins(signed_in.login, now=now) if "Odd" in one.device]
    assert seen.device.isprintable()
    assert len(seen.device) <= 80


def test_a_password_reads_the_same_from_every_keyboard(now: datetime) -> None:
    with_password(now, "ｒｉｖｅｒ－ｌａｎｔｅｒｎ－４２")
    assert sign_in(now, password=PASSWORD)


def test_wrong_passwords_stand_in_the_journal_without_what_was_typed(now: datetime) -> None:
    first = with_password(now)
    guess(now, 1, password=ANOTHER)
    guess(now, 1, contact=STRANGER, password=ANOTHER)
    entries = Entry.objects.filter(event="people.password_refused").order_by("id")
    assert [one.subject for one in entries] == [first.login, "unknown"]
    written = " ".join(str(one.__dict__) for one in Entry.objects.all())
    for secret in (PHONE, STRANGER, HOME, ANOTHER, PASSWORD):
        assert secret not in written
