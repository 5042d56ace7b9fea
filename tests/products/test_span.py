"""A span of time follows the calendar, not a number of seconds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.products.tables.span import Span

SPANS = st.builds("{} {}s".format, st.integers(1, 1200), st.sampled_from(["day", "week", "month"]))


@pytest.mark.parametrize(
    ("span", "start", "end"),
    [
        ("3 days", date(2028, 2, 27), date(2028, 3, 1)),
        ("3 days", date(2027, 2, 26), date(2027, 3, 1)),
        ("2 weeks", date(2026, 12, 20), date(2027, 1, 3)),
        ("1 month", date(2027, 1, 31), date(2027, 2, 28)),
        ("2 months", date(2027, 1, 31), date(2027, 3, 31)),
        ("18 months", date(2026, 8, 31), date(2028, 2, 29)),
        ("1 year", date(2028, 2, 29), date(2029, 2, 28)),
        ("4 years", date(2028, 2, 29), date(2032, 2, 29)),
        ("10 years", date(2026, 11, 20), date(2036, 11, 20)),
        ("100 years", date(9950, 1, 1), date.max),
        ("36500 days", date(9950, 1, 1), date.max),
    ],
)
def test_it_ends_on_the_same_day_of_the_month_or_on_its_last(span, start, end):
    assert Span.parse(span).after(start) == end


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("12 months", "1 year"),
        ("120 months", "10 years"),
        ("18 months", "18 months"),
        ("1 week", "7 days"),
        ("1 day", "1 day"),
        ("1 days", "1 day"),
        ("7 days", "7 days"),
    ],
)
def test_the_same_span_is_always_written_alike(written, kept):
    assert str(Span.parse(written)) == kept


@given(SPANS)
def test_what_is_written_reads_back_the_same(written):
    span = Span.parse(written)

    assert Span.parse(str(span)) == span


@given(SPANS, st.dates(max_value=date(9000, 1, 1)))
def test_it_always_ends_later_than_it_begins(written, start):
    assert Span.parse(written).after(start) > start


@pytest.mark.parametrize(
    "written",
    [
        "",
        "3",
        "days",
        "3days",
        "3  days",
        " 3 days",
        "3 days ",
        "-3 days",
        "+3 days",
        "0 days",
        "03 days",
        "3.5 days",
        "3 Days",
        "3 fortnights",
        "３ days",
        "3 days 4 months",
        "3 days\n",
        "101 years",
        "1201 months",
        "36501 days",
        "99999 weeks",
        "1000000 days",
    ],
)
def test_anything_else_is_refused(written):
    with pytest.raises(ValueError, match="expected"):
        Span.parse(written)
