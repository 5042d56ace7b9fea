"""One-time codes: how they are typed, when they are dead, whom a guess is counted under."""

from datetime import UTC, datetime, timedelta

import pytest

from yika.domain.people.rules import codes as rules
from yika.domain.vault.rules import tries
from yika.kit.actor import Actor, ActorKind, Channel
from yika.kit.errors import Invalid

NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
LATER = NOW + rules.LIFE
HOLDER = Actor(ActorKind.HOLDER, "hld_1", Channel.WEB)
CLERK = Actor(ActorKind.STAFF, "login_1", Channel.COUNTER)
KIOSK = Actor(ActorKind.DEVICE, "dev_1", Channel.KIOSK)


@pytest.mark.parametrize("typed", ["482913", " 482 913 ", "482-913", "４８２９１３"])
def test_a_code_is_its_digits_however_they_are_typed(typed: str) -> None:
    assert rules.normal_code(typed) == "482913"


@pytest.mark.parametrize("typed", ["", "48291", "4829130", "abcdef", "٤٨٢٩١٣", "482 91x"])
def test_anything_else_is_no_guess_at_all(typed: str) -> None:
    with pytest.raises(Invalid):
        rules.normal_code(typed)


def state(tries: int = 0, used_at: datetime | None = None, now: datetime = NOW) -> object:
    return type(rules.state_refusal(tries=tries, used_at=used_at, expires_at=LATER, now=now))


def test_a_code_is_used_once_guessed_five_times_and_serves_ten_minutes() -> None:
    assert state() is type(None)
    assert state(used_at=NOW) is rules.CodeUsed
    assert state(tries=4) is type(None)
    assert state(tries=5) is rules.CodeDead
    assert state(now=LATER - timedelta(microseconds=1)) is type(None)
    assert state(now=LATER) is rules.CodeExpired
    assert timedelta(minutes=10) == rules.LIFE


def test_a_wrong_guess_says_how_many_are_left() -> None:
    refusals = [rules.guess_refusal(count) for count in range(1, 6)]
    assert [one.facts.get("left") for one in refusals] == [4, 3, 2, 1, None]
    assert isinstance(refusals[-1], rules.CodeDead)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:0DB8:1:2::ffff", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("no address", "unknown"),
        ("\ud800", "unknown"),
    ],
)
def test_a_whole_network_counts_as_one_guesser(address: str, network: str) -> None:
    assert rules.network_of(address) == network


def test_holders_are_counted_by_their_network_and_faces_by_themselves() -> None:
    assert rules.origin(HOLDER, "203.0.113.9") == "203.0.113.9"
    assert rules.origin(CLERK, "203.0.113.9") == "login_1"
    assert rules.origin(KIOSK, "203.0.113.9") == "dev_1"
    assert rules.sends_from(KIOSK).free > rules.sends_from(HOLDER).free


def test_codes_to_one_contact_come_slower_and_slower() -> None:
    waits, known, now = [], None, NOW
    for _ in range(10):
        known = tries.one_more(known, rules.SENDS_TO_CONTACT, now)
        waits.append(tries.wait_left(known, now))
        now += waits[-1]
    assert [wait / timedelta(minutes=1) for wait in waits[:4]] == [1, 2, 4, 8]
    assert waits[-1] == timedelta(days=1)


def test_guessing_over_many_codes_is_slowed_and_then_stopped() -> None:
    known = None
    for _ in range(19):
        known = tries.one_more(known, rules.GUESSES, NOW)
    assert not tries.wait_left(known, NOW)
    assert tries.wait_left(tries.one_more(known, rules.GUESSES, NOW), NOW) == timedelta(seconds=30)
    for _ in range(21):
        known = tries.one_more(known, rules.GUESSES, NOW)
    assert tries.wait_left(known, NOW) == timedelta(hours=1)
