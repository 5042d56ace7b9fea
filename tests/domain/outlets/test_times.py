"""The times of an offer, by the clock on the outlet's wall."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.domain.issuers.rules import Hours, Service, Timetable
from yika.domain.outlets.rules import Offer, refusals
from yika.domain.outlets.rules.offers import check_offer
from yika.domain.outlets.rules.times import Calendar, Span, most_at_once
from yika.kit.errors import Invalid

SHANGHAI, BERLIN = "Asia/Shanghai", "Europe/Berlin"
FRIDAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)  # in Shanghai


def offer(**terms: object) -> Offer:
    usual = {"minutes": 30, "places": 2, "bookable": True, "days_ahead": 14, "notice": 30}
    return Offer(outlet="out", issuer="harbor", service=Service.LOSS, **usual | terms)  # type: ignore[arg-type]


def calendar(
    hours: str = "mon-fri 08:30-12:00 13:30-17:00",
    *,
    zone: str = SHANGHAI,
    now: datetime = NOON,
    taken: tuple[Span, ...] = (),
    **terms: object,
) -> Calendar:
    table = Timetable(Hours.read(hours), zone)
    return Calendar(
        offer=offer(**terms),
        openings=table.openings,
        taken=taken,
        today=table.today(now),
        zone=zone,
        now=now,
    )


def walls(calendar: Calendar, day: date) -> list[str]:
    """The free times of a day as the clock there shows them."""
    zone = ZoneInfo(calendar.zone)
    return [f"{one.begins_at.astimezone(zone):%H:%M}" for one in calendar.free_on(day)]


def at(wall: str, zone: str = SHANGHAI, *, fold: int = 0) -> datetime:
    there = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone), fold=fold)
    return there.astimezone(UTC)


def test_times_follow_each_other_in_each_opening_and_end_before_it_closes() -> None:
    monday = walls(calendar(minutes=45), FRIDAY + timedelta(days=3))

    assert monday == [
        *("08:30", "09:15", "10:00", "10:45"),
        *("13:30", "14:15", "15:00", "15:45"),
    ]


def test_what_is_past_or_too_near_cannot_be_booked() -> None:
    assert walls(calendar(now=at("2026-11-20 15:10")), FRIDAY) == ["16:00", "16:30"]


def test_a_closed_day_a_pause_and_days_too_far_ahead_have_no_times() -> None:
    assert walls(calendar(), FRIDAY + timedelta(days=1)) == []
    assert walls(calendar(bookable=False), FRIDAY + timedelta(days=3)) == []
    assert walls(calendar(days_ahead=2), FRIDAY + timedelta(days=3)) == []


def test_the_clock_set_forward_takes_an_hour_of_times_away() -> None:
    sunday = date(2027, 3, 28)  # 02:00 becomes 03:00
    night = calendar("sat 23:00-24:00; sun 00:00-05:00", zone=BERLIN, now=at("2027-03-27 12:00"))

    assert walls(night, sunday) == [
        *("00:00", "00:30", "01:00", "01:30"),
        *("03:00", "03:30", "04:00", "04:30"),
    ]


def test_the_clock_set_back_shows_an_hour_of_times_twice_and_they_are_two() -> None:
    sunday = date(2026, 10, 25)  # 03:00 becomes 02:00
    night = calendar("sun 01:00-04:00", zone=BERLIN, now=at("2026-10-24 12:00", BERLIN))
    times = night.free_on(sunday)

    assert walls(night, sunday) == [
        *("01:00", "01:30", "02:00", "02:30"),
        *("02:00", "02:30", "03:00", "03:30"),
    ]
    assert len({one.begins_at for one in times}) == 8
    first, second = (at("2026-10-25 02:00", BERLIN, fold=fold) for fold in (0, 1))
    assert {night.check(first).begins_at, night.check(second).begins_at} == {first, second}


def test_an_evening_past_midnight_belongs_to_the_day_on_which_it_began() -> None:
    late = calendar("fri 22:00-02:00", now=at("2026-11-20 23:50"), notice=0, minutes=60)

    assert walls(late, FRIDAY) == ["00:00", "01:00"]
    assert walls(late, FRIDAY + timedelta(days=1)) == []


def test_past_midnight_what_is_left_of_the_evening_can_still_be_booked() -> None:
    late = calendar("fri 22:00-02:00", now=at("2026-11-21 00:10"), notice=0, minutes=60)

    assert late.today == FRIDAY + timedelta(days=1)
    assert late.check(at("2026-11-21 01:00")).day == FRIDAY


@pytest.mark.parametrize(
    ("wall", "refusal"),
    [
        ("2026-11-20 08:30", refusals.TooSoon),  # past
        ("2019-01-01 08:30", refusals.TooSoon),
        ("2026-11-23 12:30", refusals.ClosedThen),  # lunch
        ("2026-11-21 09:00", refusals.ClosedThen),  # Saturday
        ("2026-11-23 08:40", refusals.ClosedThen),  # between two times
        ("2026-11-23 09:00", refusals.FullyBooked),
        ("2026-12-05 09:00", refusals.TooFarAhead),
        ("9999-12-31 23:59", refusals.TooFarAhead),
    ],
)
def test_whoever_cannot_have_a_time_is_told_the_next_free_one(
    wall: str, refusal: type[refusals.NotAtThisTime]
) -> None:
    full = (at("2026-11-23 09:00"), at("2026-11-23 09:30"))

    with pytest.raises(refusal) as refused:
        calendar(taken=(full, full)).check(at(wall))

    assert refused.value.facts["next"] == "2026-11-20 13:30"
    assert refused.value.next_at == at("2026-11-20 13:30")
    assert "2026-11-20 13:30" in str(refused.value)


def test_where_nothing_is_free_at_all_the_words_say_what_to_do_instead() -> None:
    with pytest.raises(refusals.ClosedThen) as refused:
        calendar("").check(at("2026-11-23 09:00"))

    assert refused.value.next_at is None
    assert refused.value.facts["next"] == ""
    assert "take a number" in str(refused.value)


def test_a_time_of_the_old_length_still_stands_in_the_way_of_two_new_ones() -> None:
    long = (at("2026-11-23 08:30"), at("2026-11-23 09:30"))

    assert walls(calendar(places=1, taken=(long,)), date(2026, 11, 23))[0] == "09:30"


Minutes = st.integers(0, 20)
Spans = st.lists(st.tuples(Minutes, st.integers(1, 10)), max_size=12)


@given(Spans, Minutes, st.integers(1, 10))
def test_the_most_at_once_is_what_counting_each_minute_finds(
    spans: list[tuple[int, int]], begin: int, length: int
) -> None:
    def moment(minute: int) -> datetime:
        return NOON + timedelta(minutes=minute)

    taken = [(moment(start), moment(start + long)) for start, long in spans]
    counted = max(
        sum(start <= minute < start + long for start, long in spans)
        for minute in range(begin, begin + length)
    )

    assert most_at_once(taken, moment(begin), moment(begin + length)) == counted


def test_an_offer_names_all_that_is_wrong_with_it() -> None:
    wrong = offer(minutes=1, places=0, days_ahead=400, notice=-1)

    with pytest.raises(Invalid) as told:
        check_offer(wrong, listed=(Service.ENQUIRY,))

    places = [fault.where for fault in told.value.faults]
    assert places == ["service", "minutes", "places", "days_ahead", "notice"]
