"""Opening hours, told without a database: through midnight and through changes of the clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.domain.issuers.rules import Hours, Timetable
from yika.kit.errors import Invalid

SHANGHAI, BERLIN, SAMOA = "Asia/Shanghai", "Europe/Berlin", "Pacific/Apia"
OFFICE = Hours.read("mon-fri 08:30-12:00 13:30-17:00; sat 09:00-12:00")
BAR = Hours.read("fri-sat 18:00-02:00")
ALWAYS = Hours.read("mon-sun 00:00-24:00")


def at(text: str, zone: str = SHANGHAI, *, fold: int = 0) -> datetime:
    wall = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)
    return wall.astimezone(UTC)


def test_hours_are_read_as_they_are_told() -> None:
    assert str(OFFICE) == "mon-fri 08:30-12:00 13:30-17:00; sat 09:00-12:00"
    assert Hours.read(str(ALWAYS)) == ALWAYS
    assert Hours.parse(BAR.as_json()) == BAR
    assert BAR.as_json() == {"fri": "18:00-02:00", "sat": "18:00-02:00"}
    assert Hours.read("") == Hours()
    assert str(Hours.read("wed 9:00-10:00".replace("9:", "09:"))) == "wed 09:00-10:00"


@pytest.mark.parametrize(
    "wrong",
    [
        {"mon": "8:30-17:00"},
        {"mon": "08:30-17:60"},
        {"mon": "24:00-25:00"},
        {"mon": "08:30 - 17:00"},
        {"monday": "08:30-17:00"},
        {"mon": "08:30-12:00 11:00-17:00"},
        {"mon": "13:00-17:00 08:30-12:00"},
        {"mon": "18:00-02:00", "tue": "01:00-05:00"},
        {"sun": "18:00-02:00", "mon": "01:00-05:00"},
        {"mon": "00:00-01:00 02:00-03:00 04:00-05:00 06:00-07:00 08:00-09:00"},
    ],
)
def test_hours_that_nobody_can_keep_are_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        Hours.parse(wrong)
    assert refused.value.faults[0].where == "hours"


@pytest.mark.parametrize(
    "wrong", ["fri-mon 08:00-17:00", "day 08:00-17:00", "mon 08:00-09:00; mon-tue 10:00-11:00"]
)
def test_text_that_names_no_days_is_refused(wrong: str) -> None:
    with pytest.raises(Invalid):
        Hours.read(wrong)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-20T08:29:59", False),
        ("2026-11-20T08:30", True),
        ("2026-11-20T11:59:59", True),
        ("2026-11-20T12:00", False),
        ("2026-11-20T13:30", True),
        ("2026-11-21T11:00", True),
        ("2026-11-21T13:30", False),
        ("2026-11-22T10:00", False),
    ],
)
def test_an_outlet_is_open_by_the_clock_of_its_issuer(moment: str, *, expected: bool) -> None:
    assert Timetable(OFFICE, SHANGHAI).open_at(at(moment)) is expected


def test_the_same_moment_is_another_hour_elsewhere() -> None:
    assert Timetable(OFFICE, SHANGHAI).open_at(at("2026-11-20T09:00"))
    assert not Timetable(OFFICE, BERLIN).open_at(at("2026-11-20T09:00"))


def test_an_evening_goes_on_past_midnight_into_the_next_day() -> None:
    assert Timetable(BAR, SHANGHAI).open_at(at("2026-11-21T01:59"))
    assert Timetable(BAR, SHANGHAI).open_at(at("2026-11-22T01:59"))
    assert not Timetable(BAR, SHANGHAI).open_at(at("2026-11-22T02:00"))
    assert not Timetable(BAR, SHANGHAI).open_at(at("2026-11-20T01:00"))
    assert Timetable(BAR, SHANGHAI).closing(at("2026-11-20T23:00")) == at("2026-11-21T02:00")


def test_a_closed_outlet_says_when_it_opens() -> None:
    table = Timetable(OFFICE, SHANGHAI)

    assert table.next_opening(at("2026-11-20T12:10")) == at("2026-11-20T13:30")
    assert table.next_opening(at("2026-11-21T12:00")) == at("2026-11-23T08:30")
    assert table.next_opening(at("2026-11-20T10:00")) == at("2026-11-20T10:00")
    assert Timetable(Hours(), SHANGHAI).next_opening(at("2026-11-20T10:00")) is None


def test_an_open_outlet_says_when_it_closes() -> None:
    assert Timetable(OFFICE, SHANGHAI).closing(at("2026-11-20T10:00")) == at("2026-11-20T12:00")
    assert Timetable(OFFICE, SHANGHAI).closing(at("2026-11-20T12:00")) is None


def test_openings_that_touch_are_one() -> None:
    night = Hours.read("fri 20:00-24:00; sat 00:00-06:00")

    assert Timetable(night, SHANGHAI).closing(at("2026-11-20T21:00")) == at("2026-11-21T06:00")
    assert Timetable(ALWAYS, SHANGHAI).open_at(at("2026-11-20T23:59:59"))
    assert Timetable(ALWAYS, SHANGHAI).closing(at("2026-11-20T21:00")) is None


def test_an_opening_in_the_hour_that_spring_skips_begins_with_the_new_time() -> None:
    """On 29 March 2026 the clock in Berlin goes from 02:00 to 03:00."""
    early = Hours.read("sun 02:30-05:00")
    change = at("2026-03-29T03:00", BERLIN)

    assert Timetable(early, BERLIN).next_opening(at("2026-03-29T01:00", BERLIN)) == change
    assert Timetable(early, BERLIN).open_at(change)
    assert not Timetable(early, BERLIN).open_at(change - timedelta(seconds=1))


def test_an_opening_that_lies_wholly_in_the_skipped_hour_does_not_take_place() -> None:
    early = Hours.read("sun 02:10-02:40")
    moment = at("2026-03-29T01:00", BERLIN)

    assert Timetable(early, BERLIN).next_opening(moment) == at("2026-04-05T02:10", BERLIN)


def test_an_opening_in_the_hour_that_autumn_repeats_begins_once() -> None:
    """On 25 October 2026 the clock in Berlin shows 02:00 to 03:00 twice."""
    early = Hours.read("sun 02:30-05:00")
    first = at("2026-10-25T02:30", BERLIN)

    assert Timetable(early, BERLIN).next_opening(at("2026-10-25T01:00", BERLIN)) == first
    assert Timetable(early, BERLIN).open_at(at("2026-10-25T02:10", BERLIN, fold=1))
    assert Timetable(early, BERLIN).closing(first) == first + timedelta(hours=3, minutes=30)


def test_a_day_that_the_calendar_skips_has_no_opening() -> None:
    """Samoa had no 30 December 2011; it was to be a Friday."""
    fridays = Hours.read("fri 09:00-17:00")
    thursday = at("2011-12-29T20:00", SAMOA)

    assert Timetable(fridays, SAMOA).next_opening(thursday) == at("2012-01-06T09:00", SAMOA)


@given(
    moment=st.integers(1_704_067_200, 1_830_297_600),
    hours=st.sampled_from([OFFICE, BAR, ALWAYS, Hours.read("sun 02:30-05:00; mon 01:30-02:10")]),
    zone=st.sampled_from([SHANGHAI, BERLIN, "America/Sao_Paulo", "Australia/Lord_Howe"]),
)
def test_what_is_told_about_opening_and_closing_holds(moment: int, hours: Hours, zone: str) -> None:
    now = datetime.fromtimestamp(moment, UTC)
    table = Timetable(hours, zone)
    opening, closing = table.next_opening(now), table.closing(now)
    second = timedelta(seconds=1)

    assert opening is not None
    assert opening >= now
    assert table.open_at(opening)
    assert table.open_at(now) == (opening == now)
    if opening > now:
        assert not table.open_at(opening - second)
        assert closing is None
    if closing:
        assert table.open_at(closing - second)
        assert not table.open_at(closing)
