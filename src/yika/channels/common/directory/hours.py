"""Says when an outlet is open, by its own clock, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from yika.channels.common import words
from yika.domain.issuers.queries import Day, OutletView
from yika.domain.issuers.rules import Span


@dataclass(frozen=True, slots=True)
class DayLine:
    """One line of the hours. `why` is what makes the day a special one."""

    name: str
    hours: str
    why: str
    today: bool
    shut: bool


@dataclass(frozen=True, slots=True)
class Now:
    """How an outlet stands at this moment, for a tag and the words beside it."""

    is_open: bool
    tag: str
    dress: str
    until: str


def now_at(outlet: OutletView, now: datetime) -> Now:
    """Open or shut, and until when."""
    if outlet.is_open(now):
        closes = outlet.closes_at(now)
        said = _("until {time}").format(time=_closing(outlet, closes)) if closes else _("always")
        return Now(is_open=True, tag=_("Open"), dress="", until=said)
    opens = outlet.opens_at(now)
    until = _opening(outlet, opens, outlet.today(now)) if opens else ""
    return Now(is_open=False, tag=_("Shut"), dress="quiet", until=until)


def week(outlet: OutletView, now: datetime, language: str) -> list[DayLine]:
    """Today and the six days after it."""
    return [_line(day, language, today=not place) for place, day in enumerate(outlet.week(now))]


def later(outlet: OutletView, now: datetime, language: str) -> list[DayLine]:
    """The special days behind that week."""
    seen = {day.day for day in outlet.week(now)}
    days = [Day(one.day, one.spans, one.words) for one in outlet.coming(now) if one.day not in seen]
    return [_line(day, language, today=False) for day in days]


def spans(found: Sequence[Span]) -> str:
    """08:30–12:00, 13:30–17:00."""
    return words.listed(str(span).replace("-", "–") for span in found) or _("Not open")


def _line(day: Day, language: str, *, today: bool) -> DayLine:
    return DayLine(
        name=_day(day.day),
        hours=spans(day.spans),
        why=words.in_language(day.words, language) if day.words else "",
        today=today,
        shut=not day.spans,
    )


def _day(day: date) -> str:
    weekday, month = date_format(day, "D"), date_format(day, "MONTH_DAY_FORMAT")
    return _("{weekday}, {day}").format(weekday=weekday, day=month)


def _opening(outlet: OutletView, opens: datetime, today: date) -> str:
    time, day = _clock(outlet, opens), outlet.today(opens)
    if day == today:
        return _("opens at {time}").format(time=time)
    if (day - today).days < 7:  # noqa: PLR2004  a week
        return _("opens {day} at {time}").format(day=date_format(day, "l"), time=time)
    return _("opens {day} at {time}").format(day=_day(day), time=time)


def _closing(outlet: OutletView, moment: datetime) -> str:
    """Midnight ends the evening; it is not the early morning of that day."""
    time = _clock(outlet, moment)
    return "24:00" if time == "00:00" else time


def _clock(outlet: OutletView, moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo(outlet.zone)):%H:%M}"
