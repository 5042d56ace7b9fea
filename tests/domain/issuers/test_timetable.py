"""Special days and the openings of a day, told without a database."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.domain.issuers.rules import (
    Hours,
    Position,
    Service,
    SpecialDay,
    Text,
    Timetable,
    check_special,
    kept,
    read_services,
    read_spans,
    special_days,
)
from yika.kit.errors import Invalid

SHANGHAI, BERLIN, LORD_HOWE = "Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe"
OFFICE = Hours.read("mon-fri 08:30-12:00 13:30-17:00; sat 09:00-12:00")
NATIONAL_DAY = Text("National Day", "国庆节")
FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)


def at(text: str, zone: str = SHANGHAI, *, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def on(day: date, hours: str, regular: Hours = OFFICE, zone: str = SHANGHAI) -> Timetable:
    return Timetable(regular, zone, {day: read_spans(hours)})


def test_a_day_tells_its_openings_as_moments() -> None:
    assert Timetable(OFFICE, SHANGHAI).openings(FRIDAY) == [
        (at("2026-11-20T08:30"), at("2026-11-20T12:00")),
        (at("2026-11-20T13:30"), at("2026-11-20T17:00")),
    ]
    assert Timetable(OFFICE, SHANGHAI).openings(date(2026, 11, 22)) == []


def test_on_a_holiday_nobody_is_received() -> None:
    table = on(FRIDAY, "")

    assert table.openings(FRIDAY) == []
    assert not table.open_at(at("2026-11-20T10:00"))
    assert table.closing(at("2026-11-20T10:00")) is None
    assert table.next_opening(at("2026-11-19T18:00")) == at("2026-11-21T09:00")


def test_a_sunday_that_is_worked_is_open() -> None:
    table = on(date(2026, 11, 22), "09:00-15:00")

    assert table.open_at(at("2026-11-22T14:59"))
    assert table.closing(at("2026-11-22T10:00")) == at("2026-11-22T15:00")


def test_shorter_hours_hold_in_place_of_the_regular_ones() -> None:
    assert on(FRIDAY, "08:30-11:00").openings(FRIDAY) == [
        (at("2026-11-20T08:30"), at("2026-11-20T11:00"))
    ]


def test_the_evening_before_a_holiday_ends_as_it_always_does() -> None:
    bar = Hours.read("fri-sat 18:00-02:00")
    table = on(SATURDAY, "", bar)

    assert table.open_at(at("2026-11-21T01:00"))
    assert not table.open_at(at("2026-11-21T19:00"))


def test_a_long_evening_ends_when_the_next_day_opens() -> None:
    table = on(FRIDAY, "18:00-10:00")

    assert table.openings(FRIDAY) == [(at("2026-11-20T18:00"), at("2026-11-21T09:00"))]
    assert table.closing(at("2026-11-20T19:00")) == at("2026-11-21T12:00")


def test_weeks_without_an_opening_are_looked_past() -> None:
    shut = {FRIDAY + timedelta(days=ahead): () for ahead in range(60)}
    table = Timetable(OFFICE, SHANGHAI, shut)

    assert table.next_opening(at("2026-11-20T10:00")) == at("2027-01-19T08:30")


def test_a_special_day_follows_the_clock_when_it_changes() -> None:
    """On 29 March 2026 the clock in Berlin goes from 02:00 to 03:00, in October it goes back."""
    spring = on(date(2026, 3, 29), "01:00-04:00", zone=BERLIN).openings(date(2026, 3, 29))
    autumn = on(date(2026, 10, 25), "01:00-04:00", zone=BERLIN).openings(date(2026, 10, 25))

    assert [ends - begins for begins, ends in spring] == [timedelta(hours=2)]
    assert [ends - begins for begins, ends in autumn] == [timedelta(hours=4)]


@pytest.mark.parametrize("day", [date.min, date.max, date(9999, 12, 30)])
def test_days_that_no_calendar_reaches_have_no_openings(day: date) -> None:
    assert Timetable(OFFICE, SHANGHAI).openings(day) == []


@given(
    first=st.dates(date(2024, 1, 1), date(2028, 1, 1)),
    special=st.dictionaries(
        st.integers(0, 6), st.sampled_from(["", "18:00-10:00", "00:00-24:00", "01:30-02:30"])
    ),
    hours=st.sampled_from([OFFICE, Hours.read("fri-sun 18:00-02:00"), Hours()]),
    zone=st.sampled_from([SHANGHAI, BERLIN, LORD_HOWE]),
)
def test_openings_are_in_order_and_apart_on_any_days(
    first: date, special: dict[int, str], hours: Hours, zone: str
) -> None:
    days = {first + timedelta(days=ahead): read_spans(text) for ahead, text in special.items()}
    table = Timetable(hours, zone, days)
    found = [
        opening
        for ahead in range(-1, 8)
        for opening in table.openings(first + timedelta(days=ahead))
    ]
    moments = [moment for opening in found for moment in opening]

    assert moments == sorted(moments)
    for begins, ends in found:
        assert begins < ends
        assert table.open_at(begins)
        assert table.open_at(ends - timedelta(seconds=1))
        assert table.next_opening(begins) == begins


def test_an_outlet_goes_its_own_way_on_a_special_day() -> None:
    words = {"en": "National Day", "zh-hans": "国庆节"}
    days = special_days(
        {"2026-10-01": {"hours": "", **words}, "2026-10-02": {"hours": "", **words}},
        {"2026-10-02": {"hours": "10:00-14:00", **words}},
    )

    assert [(one.hours, one.everywhere) for one in days] == [("", True), ("10:00-14:00", False)]
    assert SpecialDay.parse("2026-10-02", days[1].as_json(), everywhere=False) == days[1]


@pytest.mark.parametrize(
    ("first", "last", "where"),
    [
        (date(2026, 11, 19), date(2026, 11, 19), "first"),
        (date(2029, 1, 1), date(2029, 1, 1), "first"),
        (date(2026, 11, 21), date(2026, 11, 20), "last"),
        (date(2026, 11, 21), date(2026, 12, 22), "last"),
    ],
)
def test_days_that_cannot_be_made_special_are_refused(first: date, last: date, where: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_special(first=first, last=last, words=NATIONAL_DAY, today=FRIDAY)
    assert [fault.where for fault in refused.value.faults] == [where]


@pytest.mark.parametrize("wrong", ["9-17", "09:00-12:00 11:00-13:00", "09:00-09:60", "closed"])
def test_times_that_nobody_can_keep_are_refused(wrong: str) -> None:
    with pytest.raises(Invalid):
        read_spans(wrong)


def test_special_days_of_long_ago_are_forgotten() -> None:
    told = {"hours": "", "en": "Holiday", "zh-hans": "假日"}
    days = {"2027-01-01": told, "2024-10-01": told, "2026-10-01": told}

    assert list(kept(days, FRIDAY)) == ["2026-10-01", "2027-01-01"]


def test_services_are_told_once_and_in_one_order() -> None:
    assert read_services(["loss", "activation", "loss"]) == (Service.ACTIVATION, Service.LOSS)
    with pytest.raises(Invalid):
        read_services(["haircut"])


def test_a_position_is_read_as_people_copy_it_from_a_map() -> None:
    tower = Position.read("30.54464,114.30223")

    assert Position.read(str(tower)) == tower
    assert round(tower.metres_to(Position.read("30.5446, 114.3126")) / 100) == 10
    assert tower.metres_to(tower) == 0


@pytest.mark.parametrize("wrong", ["", "north", "91, 0", "0, 181", "30.5", "30,5, 114,3"])
def test_what_is_no_position_is_refused(wrong: str) -> None:
    with pytest.raises(Invalid):
        Position.read(wrong)
