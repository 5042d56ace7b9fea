"""What is said of hours and distances, told in words."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from yika.channels.common.directory import hours
from yika.channels.common.directory.outlets import distance
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import Hours, Position, SpecialDay, Text, read_spans

FRIDAY = date(2026, 11, 20)
OFFICE = Hours.read("mon-fri 08:30-12:00 13:30-17:00")
HERE = Position(30.5931, 114.3055)


def outlet(regular: Hours = OFFICE, **special: str) -> OutletView:
    days = tuple(
        SpecialDay(
            date.fromisoformat(day[1:].replace("_", "-")), read_spans(text), Text("Feast", "节")
        )
        for day, text in special.items()
    )
    return OutletView(
        id="out_1",
        issuer="harbor",
        code="pier",
        name=Text("Pier", "码头"),
        address=Text("Quay", "码头路"),
        phone="",
        hours=regular,
        zone="Asia/Shanghai",
        closed_at=None,
        position=Position(30.6, 114.31),
        special_days=days,
    )


def at(text: str) -> datetime:
    there = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    return there.astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "is_open", "said"),
    [
        ("2026-11-20T09:00", True, "until 12:00"),
        ("2026-11-20T12:30", False, "opens at 13:30"),
        ("2026-11-20T18:00", False, "opens Monday at 08:30"),
    ],
)
def test_the_moment_is_told_by_the_clock_of_the_outlet(
    moment: str, *, is_open: bool, said: str
) -> None:
    with override("en"):
        told = hours.now_at(outlet(), at(moment))
    assert (told.is_open, told.until) == (is_open, said)


def test_what_never_shuts_and_what_never_opens_say_no_time() -> None:
    always = outlet(Hours.read("mon-sun 00:00-24:00"))
    with override("en"):
        assert hours.now_at(always, at("2026-11-20T09:00")).until == "always"
        assert hours.now_at(outlet(Hours()), at("2026-11-20T09:00")).until == ""


def test_an_evening_ends_at_the_end_of_its_day() -> None:
    with override("en"):
        late = outlet(Hours.read("fri 18:00-24:00"))
        assert hours.now_at(late, at("2026-11-20T19:00")).until == "until 24:00"


def test_an_opening_weeks_ahead_is_told_with_its_day() -> None:
    shut = {f"d{FRIDAY + timedelta(days=ahead)}".replace("-", "_"): "" for ahead in range(14)}
    with override("en"):
        said = hours.now_at(outlet(**shut), at("2026-11-20T09:00")).until
    assert said == "opens Fri, December 4 at 08:30"


def test_the_week_tells_why_a_day_is_special() -> None:
    found = outlet(d2026_11_21="09:00-12:00 13:00-15:00", d2026_12_24="")
    with override("en"):
        week = hours.week(found, at("2026-11-20T09:00"), "en")
        [later] = hours.later(found, at("2026-11-20T09:00"), "en")
    assert [day.today for day in week] == [True, *[False] * 6]
    assert (week[1].hours, week[1].why) == ("09:00–12:00, 13:00–15:00", "Feast")
    assert (week[2].hours, week[2].shut) == ("Not open", True)
    assert (later.name, later.hours) == ("Thu, December 24", "Not open")


def test_a_distance_is_rounded_as_people_walk_it() -> None:
    with override("en"):
        assert distance(outlet(), HERE) == "900 m"
        assert distance(outlet(), Position(30.59, 114.2)) == "10.6 km"
        assert distance(outlet(), None) == ""
