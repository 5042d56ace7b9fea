"""Which times of an offer there are, and which of them are still free."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from yika.domain.outlets.rules import refusals
from yika.domain.outlets.rules.offers import Offer

Span = tuple[datetime, datetime]
Openings = Callable[[date], Iterable[Span]]


@dataclass(frozen=True, slots=True)
class FreeTime:
    """A time that can be booked, on a day of the outlet; `left` is for how many people more."""

    day: date
    begins_at: datetime
    ends_at: datetime
    left: int


@dataclass(frozen=True, slots=True)
class FreeDay:
    """A day that can be booked, with how many times of it are free."""

    day: date
    times: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """An offer with the openings of its outlet and what is taken, looked at now.

    A day is one of the outlet's calendar, `today` that of now. An opening belongs to the day on
    which it begins, so the last times of a late evening may be after midnight.
    """

    offer: Offer
    openings: Openings
    taken: Sequence[Span]
    today: date
    zone: str
    now: datetime

    @property
    def last_day(self) -> date:
        return self.today + timedelta(days=self.offer.days_ahead)

    @property
    def from_now(self) -> datetime:
        """The earliest moment at which an appointment may begin."""
        return self.now + timedelta(minutes=self.offer.notice)

    def days(self) -> list[date]:
        """The days that can be booked; yesterday, when its evening has not ended yet."""
        count = (self.last_day - self.today).days + 1
        return [self.today + timedelta(days=ahead) for ahead in range(-1, count)]

    def free_on(self, day: date) -> list[FreeTime]:
        """The free times of a day; none outside the days that can be booked."""
        if not self.offer.bookable or not self.today - timedelta(days=1) <= day <= self.last_day:
            return []
        return list(self._free(day))

    def next_free(self) -> FreeTime | None:
        """The next time that can be had at all."""
        return next((one for day in self.days() for one in self.free_on(day)), None)

    def check(self, begins_at: datetime) -> FreeTime:
        """The free time that begins at a moment. Refuses any other, saying what is free next."""
        day = next((one for one in self.days() if self._begins(one, begins_at)), None)
        found = [one for one in self.free_on(day) if one.begins_at == begins_at] if day else []
        if not found:
            raise self._no(begins_at, day)
        return found[0]

    def _no(self, begins_at: datetime, day: date | None) -> refusals.NotAtThisTime:
        if begins_at < self.from_now:
            kind: type[refusals.NotAtThisTime] = refusals.TooSoon
        elif day:
            kind = refusals.FullyBooked
        elif self._is_too_far(begins_at):
            kind = refusals.TooFarAhead
        else:
            kind = refusals.ClosedThen
        following = self.next_free()
        return kind(next_at=following.begins_at if following else None, zone=self.zone)

    def _is_too_far(self, moment: datetime) -> bool:
        if moment > self.now + timedelta(days=self.offer.days_ahead + 2):
            return True  # a calendar ends somewhere; what is far beyond it has no date there
        return moment.astimezone(ZoneInfo(self.zone)).date() > self.last_day

    def _begins(self, day: date, moment: datetime) -> bool:
        return any(begins == moment for begins, _ends in self._times(day))

    def _free(self, day: date) -> Iterator[FreeTime]:
        for begins, ends in self._times(day):
            left = self.offer.places - most_at_once(self.taken, begins, ends)
            if begins >= self.from_now and left > 0:
                yield FreeTime(day, begins, ends, left)

    def _times(self, day: date) -> Iterator[Span]:
        """The times of a day, one after the other from each opening on.

        They are as long as time itself: where the clock is set forward in an opening there are
        fewer of them, where it is set back there are more.
        """
        for opens, closes in self.openings(day):
            begins = opens
            while begins + self.offer.length <= closes:
                yield begins, begins + self.offer.length
                begins += self.offer.length


def most_at_once(taken: Iterable[Span], begins: datetime, ends: datetime) -> int:
    """How many of the spans run at the same moment, at the most, between two moments.

    Spans of the same length begin together and are only counted. Where an offer was changed,
    those of the old length still stand, and may overlap two of the new ones.
    """
    inside = [span for span in taken if span[0] < ends and begins < span[1]]
    starts = {max(begins, start) for start, _end in inside}
    return max((sum(a <= start < b for a, b in inside) for start in starts), default=0)
