"""On which business day a move is booked: the day of its use, or the first open one."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from yika.domain.ledger import rules
from yika.domain.ledger.posting.view import Book
from yika.kit.moments import from_day, from_micros, to_day, to_micros

_TOLERANCE = rules.CLOCK_TOLERANCE // timedelta(microseconds=1)
_NEVER = (0, 0, 0)


class BusinessDays:
    """The days of a few books at one moment. Remembers the last day asked: uses come in order."""

    def __init__(self, books: Mapping[int, Book], now: datetime) -> None:
        self._books = books
        self._now = now
        self._latest = to_micros(now) + _TOLERANCE
        self._spans: dict[int, tuple[int, int, int]] = {}

    def known_day(self, book: int, used_at: int) -> int:
        """The day of a use if it is the one asked last, else 0."""
        begins, ends, day = self._spans.get(book, _NEVER)
        return day if begins <= used_at < ends else 0

    def day(self, book: int, used_at: int) -> int:
        """The day to book a use on. Refuses times that no right clock can have given."""
        return self.known_day(book, used_at) or self._look_up(book, used_at)

    def check_by_hand(self, book: int, day: date) -> None:
        """A posting may be dated by hand into any open day up to today."""
        _, zone, closed = self._books[book]
        if to_day(day) <= closed:
            raise rules.DayClosed(day=day, open=from_day(closed + 1))
        today = rules.day_of(self._now, zone)
        if day > today:
            raise rules.DayNotBegun(day=day, today=today)

    def _look_up(self, book: int, used_at: int) -> int:
        if used_at > self._latest:
            raise rules.TimeInFuture
        if used_at < 0:
            raise rules.TimeOutOfRange
        _, zone, closed = self._books[book]
        day = rules.day_of(from_micros(used_at), zone)
        begins, ends = map(to_micros, rules.day_span(day, zone))
        booked = max(to_day(day), closed + 1)
        self._spans[book] = (max(begins, 0), min(ends, self._latest + 1), booked)
        return booked
