"""Moments are whole microseconds, days whole days, there and back."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.kit.moments import from_day, from_micros, to_day, to_micros

zones = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-11))])
early, late = datetime(2, 1, 1), datetime(9998, 1, 1)  # noqa: DTZ001


@given(st.datetimes(early, late, timezones=zones))
def test_a_moment_comes_back_to_the_microsecond(moment: datetime) -> None:
    again = from_micros(to_micros(moment))
    assert again == moment
    assert again.tzinfo is UTC


def test_counting_begins_in_1970() -> None:
    assert to_micros(datetime(1970, 1, 1, 8, tzinfo=timezone(timedelta(hours=8)))) == 0
    assert to_micros(datetime(1970, 1, 1, 0, 0, 1, 5, tzinfo=UTC)) == 1_000_005
    assert to_micros(datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)) == -1


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="with its zone"):
        to_micros(datetime(2026, 1, 1))  # noqa: DTZ001


@given(st.dates())
def test_a_day_comes_back(day: date) -> None:
    assert from_day(to_day(day)) == day


def test_days_are_counted_from_1970() -> None:
    assert [to_day(date(1970, 1, day)) for day in (1, 2)] == [0, 1]
    assert to_day(date(1969, 12, 31)) == -1
