"""What the policy of a PIN means in tries, locks and reminders."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from yika.domain.cards import rules
from yika.domain.cards.rules import pins
from yika.products.tables.pin import Pin

NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
POLICY = Pin.model_validate({"digits": 6, "tries": 3, "lock": "1 day", "remind": "1 year"})
FOR_EVER = Pin.model_validate({"digits": 4, "tries": 3})


@pytest.mark.parametrize(
    "pin", ["", "12345", "1234567", "12345a", "12 456", "１２３４５６", "²34567"]
)
def test_a_pin_has_exactly_the_digits_of_the_policy(pin):
    with pytest.raises(rules.PinLength, match="exactly 6 digits") as caught:
        pins.check_form(pin, POLICY)
    assert not pin or pin not in str(caught.value)


def test_full_width_digits_are_plain_ones():
    pins.check_form(pins.normal_pin(" ３８２９１７ "), POLICY)


def test_a_locked_pin_opens_when_the_policy_says_so_or_never_by_itself():
    locked_at = NOW - timedelta(hours=23)

    assert pins.is_locked(POLICY, locked_at, now=NOW)
    assert not pins.is_locked(POLICY, locked_at, now=NOW + timedelta(hours=1))
    assert pins.is_locked(FOR_EVER, locked_at, now=NOW + timedelta(days=4000))
    assert not pins.is_locked(FOR_EVER, None, now=NOW)


def test_tries_are_counted_down_to_none():
    assert [pins.tries_left(POLICY, wrong) for wrong in range(5)] == [3, 2, 1, 0, 0]


def test_a_reminder_is_due_when_the_pin_is_as_old_as_the_policy_says():
    assert pins.reminder_due(POLICY, NOW) == NOW.replace(year=2027)
    assert pins.reminder_due(FOR_EVER, NOW) is None


@pytest.mark.parametrize(
    ("days", "months"), [(0, 0), (29, 0), (30, 1), (364, 11), (365, 12), (800, 26)]
)
def test_the_age_of_a_pin_is_told_in_whole_months(days, months):
    assert pins.months_between(NOW, NOW + timedelta(days=days)) == months


def test_the_pepper_makes_the_same_pin_differ_by_card_and_key():
    one, other = UUID(int=1), UUID(int=2)
    key = bytes(32)

    made = {
        pins.peppered(key, one, "382917"),
        pins.peppered(key, other, "382917"),
        pins.peppered(bytes([1]) * 32, one, "382917"),
        pins.peppered(key, one, "382918"),
    }

    assert len(made) == 4
    assert not any("382917" in text for text in made)
