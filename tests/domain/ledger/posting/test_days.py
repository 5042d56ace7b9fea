"""On which day a use is booked, whatever was asked before it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.ledger.posting.views import NOW
from yika.domain.ledger import rules
from yika.domain.ledger.posting.days import BusinessDays
from yika.domain.ledger.posting.view import Book
from yika.kit.errors import Refusal
from yika.kit.moments import from_day, to_day, to_micros

ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Apia"]
latest = to_micros(NOW + rules.CLOCK_TOLERANCE)
uses = st.one_of(
    st.integers(0, latest),
    st.integers(latest - 10, latest + 10),
    st.integers(-(10**12), 10**12),
    st.integers(to_micros(NOW - timedelta(days=40)), latest),
)


def days(zone: str = "Asia/Shanghai", closed: date | None = None) -> BusinessDays:
    return BusinessDays({1: Book(1, zone, -1 if closed is None else to_day(closed))}, NOW)


def booked(of: BusinessDays, used_at: int) -> date | str:
    try:
        return from_day(of.day(1, used_at))
    except Refusal as refusal:
        return refusal.code


def at(*moment: int) -> int:
    return to_micros(datetime(*moment, tzinfo=UTC))  # type: ignore[misc,arg-type]


def test_a_use_is_booked_on_its_own_day() -> None:
    assert booked(days(), at(2026, 11, 18, 15, 59)) == date(2026, 11, 18)
    assert booked(days(), at(2026, 11, 18, 16, 0)) == date(2026, 11, 19)


def test_a_use_of_a_closed_day_is_booked_on_the_first_open_one() -> None:
    of = days(closed=date(2026, 11, 18))
    assert booked(of, at(2026, 11, 1)) == date(2026, 11, 19)
    assert booked(of, at(2026, 11, 18, 15, 59)) == date(2026, 11, 19)
    assert booked(of, at(2026, 11, 20, 3)) == date(2026, 11, 20)


def test_no_right_clock_gives_a_time_far_ahead_or_before_1970() -> None:
    assert booked(days(), latest) == date(2026, 11, 20)
    assert booked(days(), latest + 1) == "ledger.time_in_future"
    assert booked(days(), -1) == "ledger.time_out_of_range"


def test_a_time_out_of_range_is_refused_also_after_the_first_day_of_all() -> None:
    for of in (days(closed=date(2026, 11, 18)), days("America/New_York")):
        booked(of, 0)
        assert booked(of, -1) == "ledger.time_out_of_range"


@given(
    st.lists(uses, min_size=1, max_size=8),
    st.sampled_from(ZONES),
    st.none() | st.dates(date(2026, 10, 15), date(2026, 11, 19)),
)
def test_the_day_of_a_use_does_not_depend_on_what_was_asked_before(
    moments: list[int], zone: str, closed: date | None
) -> None:
    one = days(zone, closed)
    together = [booked(one, moment) for moment in moments]
    assert together == [booked(days(zone, closed), moment) for moment in moments]


def test_a_posting_by_hand_goes_to_any_open_day_up_to_today() -> None:
    of = days(closed=date(2026, 11, 15))
    of.check_by_hand(1, date(2026, 11, 16))
    of.check_by_hand(1, date(2026, 11, 20))
    with pytest.raises(rules.DayClosed) as closed:
        of.check_by_hand(1, date(2026, 11, 15))
    assert closed.value.facts == {"day": date(2026, 11, 15), "open": date(2026, 11, 16)}
    with pytest.raises(rules.DayNotBegun):
        of.check_by_hand(1, date(2026, 11, 21))


def test_today_is_the_day_where_the_issuer_is() -> None:
    with pytest.raises(rules.DayNotBegun):
        days("America/New_York").check_by_hand(1, date(2026, 11, 20))
