"""How often something may be tried, told without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from yika.domain.vault.rules import Allowance, TooManyTries, Tries
from yika.domain.vault.rules.tries import one_more, turned_back, wait_left

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

FIVE_AN_HOUR = Allowance(free=5, window=HOUR)
GUESSES = Allowance(free=3, window=DAY, first_wait=30 * SECOND, lock_after=7, lock=HOUR)


def after(count: int, allowance: Allowance, *, now: datetime = NOON) -> Tries | None:
    tries = None
    for _ in range(count):
        tries = one_more(tries, allowance, now)
    return tries


def test_free_tries_need_no_wait() -> None:
    assert wait_left(None, NOON) == wait_left(after(4, FIVE_AN_HOUR), NOON) == timedelta(0)


def test_past_a_plain_limit_the_next_try_is_in_the_next_window() -> None:
    tries = one_more(after(4, FIVE_AN_HOUR), FIVE_AN_HOUR, NOON + 50 * MINUTE)

    assert wait_left(tries, NOON + 50 * MINUTE) == 10 * MINUTE
    assert wait_left(tries, NOON + HOUR) == timedelta(0)
    assert one_more(tries, FIVE_AN_HOUR, NOON + HOUR).used == 1


def test_waits_grow_with_each_wrong_guess_until_the_lock() -> None:
    waits = [wait_left(after(count, GUESSES), NOON) for count in range(1, 9)]

    growing = [timedelta(0), timedelta(0), 30 * SECOND, MINUTE, 2 * MINUTE, 4 * MINUTE]
    assert waits == [*growing, HOUR, HOUR]


def test_after_a_lock_one_more_wrong_guess_locks_again() -> None:
    locked = after(7, GUESSES)

    assert wait_left(locked, NOON + HOUR) == timedelta(0)
    assert wait_left(one_more(locked, GUESSES, NOON + HOUR), NOON + HOUR) == HOUR


def test_a_lock_may_outlast_the_window() -> None:
    long = Allowance(free=2, window=HOUR, lock_after=2, lock=DAY)
    locked = after(2, long)

    assert wait_left(locked, NOON + 23 * HOUR) == HOUR
    assert one_more(locked, long, NOON + DAY).used == 1


def test_a_lock_alone_waits_for_nothing_before_it() -> None:
    plain = Allowance(free=3, window=DAY, lock_after=5, lock=HOUR)

    assert [bool(wait_left(after(count, plain), NOON)) for count in (3, 4, 5)] == [
        False,
        False,
        True,
    ]


def test_a_wait_never_grows_past_its_window_or_lock() -> None:
    endless = Allowance(free=1, window=DAY, first_wait=SECOND)

    assert wait_left(after(5000, endless), NOON) == DAY


def test_counting_while_one_waits_never_shortens_the_wait() -> None:
    strict = Allowance(free=1, window=HOUR)
    loose = Allowance(free=9, window=HOUR)

    assert wait_left(one_more(after(1, strict), loose, NOON), NOON) == HOUR


def test_a_clock_set_back_costs_nobody_more_than_the_wait_that_was_meant() -> None:
    locked = after(7, GUESSES, now=NOON + 365 * DAY)

    assert wait_left(locked, NOON) == HOUR
    assert locked is not None
    assert wait_left(turned_back(locked, NOON), NOON + HOUR) == timedelta(0)


def test_a_clock_set_back_forgives_no_try() -> None:
    spent = after(6, GUESSES, now=NOON + DAY)

    assert wait_left(one_more(spent, GUESSES, NOON), NOON) == HOUR


def test_tries_are_left_alone_while_the_clock_goes_on() -> None:
    tries = after(2, GUESSES)

    assert tries is not None
    assert turned_back(tries, NOON + SECOND) == tries


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (timedelta(milliseconds=1), "in 1 s."),
        (119 * SECOND, "in 119 s."),
        (121 * SECOND, "in 3 min."),
        (2 * HOUR - SECOND, "in 120 min."),
        (25 * HOUR, "in 25 h."),
    ],
)
def test_the_refusal_says_when_to_try_again(wait: timedelta, words: str) -> None:
    refusal = TooManyTries(wait=wait)

    assert str(refusal).endswith(words)
    assert refusal.code == "tries.too_many"
    assert refusal.facts["wait_seconds"] == max(1, int(wait.total_seconds()))


@pytest.mark.parametrize(
    "wrong",
    [
        {"free": 0},
        {"window": timedelta(0)},
        {"growth": 0},
        {"first_wait": -SECOND},
        {"lock_after": 5},
        {"lock": HOUR},
        {"lock_after": 2, "lock": HOUR},
        {"lock_after": 3, "lock": timedelta(0)},
    ],
)
def test_an_allowance_that_makes_no_sense_is_a_programming_error(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="expected"):
        Allowance(**{"free": 3, "window": HOUR} | wrong)  # type: ignore[arg-type]
