"""When an outlet is open: by the clock on its wall, through midnight and changes of the clock."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple, Self
from zoneinfo import ZoneInfo

from yika.kit.errors import Fault, Invalid, gettext_noop

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES
SPAN = re.compile(r"([0-9]{2}):([0-5][0-9])-([0-9]{2}):([0-5][0-9])")
SPANS_MAX = 4
LOOK_AHEAD = 15  # days; the clock may skip a day, and with it the one opening of a week

SPANS_EXPECTED = gettext_noop(
    "expected times such as 08:30-12:00 13:30-17:00, in order and apart; 18:00-02:00 ends on "
    "the next day"
)
DAY_EXPECTED = gettext_noop("expected one of mon, tue, wed, thu, fri, sat, sun")
TEXT_EXPECTED = gettext_noop("expected hours such as: mon-fri 08:30-17:00; sat 09:00-12:00")


class Span(NamedTuple):
    """Minutes after midnight of the day it begins on; past 24 hours it ends on the next day."""

    begins: int
    ends: int

    def __str__(self) -> str:
        whole_evening = self.ends == DAY_MINUTES
        return f"{_clock(self.begins)}-{'24:00' if whole_evening else _clock(self.ends)}"


@dataclass(frozen=True, slots=True)
class Hours:
    """The regular opening hours, Monday first; no span means that the day is closed."""

    days: tuple[tuple[Span, ...], ...] = ((),) * 7

    @classmethod
    def parse(cls, given: Mapping[str, str]) -> Self:
        """Read `{"mon": "08:30-12:00 13:30-17:00", "sat": "09:00-12:00"}`, as it is stored."""
        faults = [Fault("hours", day, DAY_EXPECTED) for day in given.keys() - set(DAYS)]
        days: list[tuple[Span, ...]] = []
        for day in DAYS:
            spans = _spans(given.get(day, ""))
            if spans is None:
                faults.append(Fault("hours", day, SPANS_EXPECTED))
            days.append(spans or ())
        if faults:
            raise Invalid(faults)
        _check_apart(days)
        return cls(tuple(days))

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what people type: `mon-fri 08:30-17:00; sat 09:00-12:00`."""
        given: dict[str, str] = {}
        for part in filter(None, (one.strip() for one in text.split(";"))):
            names, _, spans = part.partition(" ")
            first, _, last = names.lower().partition("-")
            last = last or first
            if first not in DAYS or last not in DAYS or DAYS.index(last) < DAYS.index(first):
                raise Invalid([Fault("hours", names, TEXT_EXPECTED)])
            days = DAYS[DAYS.index(first) : DAYS.index(last) + 1]
            if given.keys() & set(days):
                raise Invalid([Fault("hours", names, TEXT_EXPECTED)])
            given |= dict.fromkeys(days, spans)
        return cls.parse(given)

    def __str__(self) -> str:
        """What `read` reads, with runs of equal days told once."""
        told = [" ".join(map(str, spans)) for spans in self.days]
        parts = []
        place = 0
        while place < len(DAYS):
            last = place
            while last + 1 < len(DAYS) and told[last + 1] == told[place]:
                last += 1
            if told[place]:
                names = DAYS[place] if last == place else f"{DAYS[place]}-{DAYS[last]}"
                parts.append(f"{names} {told[place]}")
            place = last + 1
        return "; ".join(parts)

    def as_json(self) -> dict[str, str]:
        """What `parse` reads; closed days are left out."""
        return {
            day: " ".join(map(str, spans))
            for day, spans in zip(DAYS, self.days, strict=True)
            if spans
        }

    def open_at(self, moment: datetime, zone: str) -> bool:
        """Whether it is open at a moment, by the clock of a time zone."""
        return any(begins <= moment < ends for begins, ends in self._around(moment, zone))

    def closing(self, moment: datetime, zone: str) -> datetime | None:
        """When it closes; None when it is closed, or so far ahead that nobody asks."""
        end = None
        for begins, ends in self._around(moment, zone):
            if begins <= (end or moment) < ends:
                end = ends
        last = moment + timedelta(days=LOOK_AHEAD - 2)
        return end if end is None or end < last else None

    def next_opening(self, moment: datetime, zone: str) -> datetime | None:
        """From when on it is open: the moment itself when it is; None when it never opens."""
        for begins, ends in self._around(moment, zone):
            if moment < ends:
                return max(begins, moment)
        return None

    def _around(self, moment: datetime, zone: str) -> Iterator[tuple[datetime, datetime]]:
        """The openings that end after this day began, in order, as moments."""
        there = ZoneInfo(zone)
        today = moment.astimezone(there).date()
        for ahead in range(-1, LOOK_AHEAD):
            day = today + timedelta(days=ahead)
            for span in self.days[day.weekday()]:
                begins, ends = (_first_moment(day, minutes, there) for minutes in span)
                if begins < ends:
                    yield begins, ends


def _first_moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """The first moment at which the clock of the zone shows this time of this day, or a later one.

    When the clock is set forward over the time it is the moment of the change; when it is set
    back and shows the time twice, the first of the two.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    late = wall.replace(tzinfo=zone).astimezone(UTC)
    if late.astimezone(zone).replace(tzinfo=None) == wall:
        return late
    early = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    skipped = range(int((late - early).total_seconds()))

    def passed(seconds: int) -> bool:
        shown = (early + timedelta(seconds=seconds)).astimezone(zone)
        return shown.replace(tzinfo=None) >= wall

    return early + timedelta(seconds=bisect_left(skipped, True, key=passed))


def _spans(text: str) -> tuple[Span, ...] | None:
    """The spans of a day; None when they cannot be read."""
    words = text.replace(",", " ").split()
    spans = [_span(word) for word in words]
    if None in spans or len(spans) > SPANS_MAX:
        return None
    return tuple(span for span in spans if span)


def _span(word: str) -> Span | None:
    found = SPAN.fullmatch(word)
    if not found:
        return None
    from_hour, from_minute, to_hour, to_minute = map(int, found.groups())
    begins, ends = from_hour * 60 + from_minute, to_hour * 60 + to_minute
    if begins >= DAY_MINUTES or ends > DAY_MINUTES:
        return None
    return Span(begins, ends if ends > begins else ends + DAY_MINUTES)


def _check_apart(days: Sequence[Sequence[Span]]) -> None:
    """No opening begins before the one before it has ended, also from Sunday into Monday."""
    week = [
        (place, place * DAY_MINUTES + span.begins, place * DAY_MINUTES + span.ends)
        for place, spans in enumerate(days)
        for span in spans
    ]
    if week:
        place, begins, ends = week[0]
        week.append((place, begins + WEEK_MINUTES, ends + WEEK_MINUTES))
    faults = {
        DAYS[place]: Fault("hours", DAYS[place], SPANS_EXPECTED)
        for (_, _, ended), (place, begins, _) in pairwise(week)
        if begins < ended
    }
    if faults:
        raise Invalid(list(faults.values()))


def _clock(minutes: int) -> str:
    hours, rest = divmod(minutes % DAY_MINUTES, 60)
    return f"{hours:02}:{rest:02}"
