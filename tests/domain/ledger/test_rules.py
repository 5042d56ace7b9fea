"""The arithmetic of business days, the clock, and the register of refusals."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.domain.ledger import rules
from yika.domain.ledger.posting.items import Outcome

ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia"]
HOUR = timedelta(hours=1)
moments = st.integers(950_000_000, 2_800_000_000).map(lambda s: datetime.fromtimestamp(s, UTC))


def length(day: date, zone: str) -> timedelta:
    begins, ends = rules.day_span(day, zone)
    return ends - begins


def test_a_day_turns_at_midnight_where_the_issuer_is() -> None:
    just_before = datetime(2026, 11, 20, 15, 59, 59, 999_999, tzinfo=UTC)
    assert rules.day_of(just_before, "Asia/Shanghai") == date(2026, 11, 20)
    midnight = just_before + timedelta(microseconds=1)
    assert rules.day_of(midnight, "Asia/Shanghai") == date(2026, 11, 21)
    assert rules.day_of(midnight, "America/New_York") == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("zone", "short", "long"),
    [
        ("Europe/Berlin", date(2026, 3, 29), date(2026, 10, 25)),
        ("America/New_York", date(2026, 3, 8), date(2026, 11, 1)),
    ],
)
def test_a_day_is_an_hour_shorter_or_longer_where_clocks_change(
    zone: str, short: date, long: date
) -> None:
    assert length(short, zone) == 23 * HOUR
    assert length(long, zone) == 25 * HOUR
    assert length(long + timedelta(days=1), zone) == 24 * HOUR


def test_both_passes_of_the_hour_that_is_repeated_are_the_same_day() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 2:30 in summer, then 2:30 in winter
    assert {rules.day_of(first, "Europe/Berlin"), rules.day_of(first + HOUR, "Europe/Berlin")} == {
        date(2026, 10, 25)
    }


@given(moments, st.sampled_from(ZONES))
def test_every_moment_lies_within_the_span_of_its_day(moment: datetime, zone: str) -> None:
    begins, ends = rules.day_span(rules.day_of(moment, zone), zone)
    assert begins <= moment < ends


@given(moments, st.sampled_from(ZONES))
def test_one_day_begins_where_the_day_before_ends(moment: datetime, zone: str) -> None:
    day = moment.date()
    assert rules.day_span(day, zone)[1] == rules.day_span(day + timedelta(days=1), zone)[0]


def test_a_day_may_be_closed_from_its_last_midnight_on() -> None:
    day, zone = date(2026, 11, 20), "Asia/Shanghai"
    midnight = datetime(2026, 11, 21, tzinfo=ZoneInfo(zone))
    rules.check_day_over(day, zone=zone, now=midnight)
    with pytest.raises(rules.DayNotOver) as refused:
        rules.check_day_over(day, zone=zone, now=midnight - timedelta(microseconds=1))
    assert refused.value.facts == {"day": day, "zone": zone}


def test_a_clock_may_lag_a_little_behind_the_books(now: datetime) -> None:
    rules.check_clock(last=None, now=now)
    rules.check_clock(last=now, now=now - rules.CLOCK_TOLERANCE)
    too_far = now - rules.CLOCK_TOLERANCE - timedelta(microseconds=1)
    with pytest.raises(rules.ClockWentBack, match="2026-11-20 04:00:00"):
        rules.check_clock(last=now, now=too_far)


def test_every_refusal_is_found_by_its_code_which_is_its_own() -> None:
    kinds = [kind for kind in vars(rules).values() if isinstance(kind, type)]
    refusals = {
        kind
        for kind in kinds
        if issubclass(kind, rules.Refusal) and kind.__module__ == rules.__name__
    }
    assert set(rules.BY_CODE.values()) == refusals
    assert all(code.startswith("ledger.") for code in rules.BY_CODE)


def test_a_kept_answer_becomes_the_refusal_it_was() -> None:
    facts = {"available": "1.00 CNY", "amount": "2.00 CNY"}
    refusal = Outcome(code="ledger.not_enough", facts=facts).refusal()
    assert isinstance(refusal, rules.NotEnough)
    assert str(refusal) == "The balance does not cover this: 1.00 CNY of 2.00 CNY is available."


def test_the_names_of_purses_tell_cards_and_products_apart() -> None:
    assert rules.purse_heading("river-city", "transit", "main") == "card:river-city:transit:main"
    assert rules.purse_name("card_1", "main") == "card_1/main"
