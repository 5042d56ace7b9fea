"""The days and times of an outlet, to choose one from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format

from yika.channels.common.directory import appointments
from yika.domain.outlets.rules.times import Calendar

DAYS_SHOWN = 14


@dataclass(frozen=True, slots=True)
class DayChoice:
    """A day to choose: its name in three short lines, and whether anything is free."""

    day: str
    weekday: str
    date: int
    month: str
    free: int
    chosen: bool


def times(
    request: HttpRequest, calendar: Calendar, address: Callable[[str], str]
) -> dict[str, Any]:
    """What the page of times is drawn from: two weeks of days, and the times of one of them.

    Without a day in the address of the page it is the first that has a free time. `address`
    says where a time leads.
    """
    days = [one for one in calendar.days() if one >= calendar.today or calendar.free_on(one)]
    chosen = _chosen(request, calendar, days)
    place = days.index(chosen) if chosen in days else 0
    first = place - place % DAYS_SHOWN
    page = days[first : first + DAYS_SHOWN]
    free = calendar.free_on(chosen) if chosen else []
    found = [appointments.time(one, calendar.zone) for one in free]
    return {
        "days": [_choice(one, calendar, chosen) for one in page],
        "day": appointments.day_words(chosen) if chosen else "",
        "times": [(one, address(one.key)) for one in found],
        "earlier": days[first - DAYS_SHOWN].isoformat() if first else "",
        "later": days[first + DAYS_SHOWN].isoformat() if first + DAYS_SHOWN < len(days) else "",
    }


def _chosen(request: HttpRequest, calendar: Calendar, days: list[date]) -> date | None:
    try:
        asked = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        asked = None
    if asked in days:
        return asked
    following = calendar.next_free()
    return following.day if following else None


def _choice(day: date, calendar: Calendar, chosen: date | None) -> DayChoice:
    return DayChoice(
        day=day.isoformat(),
        weekday=date_format(day, "D"),
        date=day.day,
        month=date_format(day, "M"),
        free=len(calendar.free_on(day)),
        chosen=day == chosen,
    )
