"""When an outlet is open: by the clock on its wall, through holidays, midnight and new time."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from yika.domain.issuers.rules.hours import Hours, Span

Opening = tuple[datetime, datetime]

EARLIEST, LATEST = date(1970, 1, 1), date(9000, 1, 1)
"""Outside of these nobody opens; a day from an address may be any that can be written."""

CLOSING_AHEAD = 15  # days; what does not close within them never does, as far as anybody asks
OPENING_AHEAD = 120  # days; a campus is closed for a summer


@dataclass(frozen=True, slots=True)
class Timetable:
    """The hours of a place in its time zone; a special day has its own times, or none."""

    hours: Hours
    zone: str
    special: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)

    def spans(self, day: date) -> tuple[Span, ...]:
        """What the clock shows when it opens and closes on a day."""
        return self.special.get(day, self.hours.days[day.weekday()])

    def openings(self, day: date) -> list[Opening]:
        """The openings that begin on a day, in order, as moments.

        An evening may end on the next day, at the latest when that one's first opening begins.
        """
        if not EARLIEST <= day <= LATEST:
            return []
        there, tomorrow = ZoneInfo(self.zone), day + timedelta(days=1)
        last = [_first_moment(tomorrow, span.begins, there) for span in self.spans(tomorrow)[:1]]
        found = []
        for span in self.spans(day):
            begins, ends = (_first_moment(day, minutes, there) for minutes in span)
            ends = min([ends, *last])
            if begins < ends:
                found.append((begins, ends))
        return found

    def open_at(self, moment: datetime) -> bool:
        """Whether it is open at a moment."""
        return any(begins <= moment < ends for begins, ends in self._around(moment, 1))

    def closing(self, moment: datetime) -> datetime | None:
        """When it closes; None when it is closed, and when it does not close within two weeks."""
        end = None
        for begins, ends in self._around(moment, CLOSING_AHEAD):
            if begins > (end or moment):
                break
            if (end or moment) < ends:
                end = ends
        last = moment + timedelta(days=CLOSING_AHEAD - 2)
        return end if end is None or end < last else None

    def next_opening(self, moment: datetime) -> datetime | None:
        """From when on it is open: the moment itself when it is; None when it never opens."""
        for begins, ends in self._around(moment, OPENING_AHEAD):
            if moment < ends:
                return max(begins, moment)
        return None

    def today(self, moment: datetime) -> date:
        """The day that the calendar on its wall shows."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def _around(self, moment: datetime, days: int) -> Iterator[Opening]:
        """The openings of yesterday, today and so many days ahead, in order."""
        today = self.today(moment)
        for ahead in range(-1, days):
            yield from self.openings(today + timedelta(days=ahead))


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
