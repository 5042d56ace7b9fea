"""Every closed day, added up again from its moves and from the day before it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from django.db import OperationalError

from yika.domain.ledger.models import Book, ClosedDay, DayTotal
from yika.domain.ledger.totals import Line, Sums, sums_of_day
from yika.domain.ledger.verify.trouble import Fault, Trouble

# Opening, came in, went out, closing.
Figures = tuple[int, int, int, int]


def day_faults() -> Iterator[Fault]:
    """The days of each issuer that are not what the moves say, each day once."""
    for book in Book.objects.order_by("id"):
        closed = list(ClosedDay.objects.filter(book=book).order_by("day"))
        wrong = {*_days_out_of_line(book, closed), *_days_added_wrong(book, closed)}
        for day in sorted(wrong):
            yield Fault(Trouble.DAY_DIFFERS, {"issuer": book.code, "day": day})


def _days_out_of_line(book: Book, closed: Sequence[ClosedDay]) -> Iterator[date]:
    """Closed days follow one another from the first day on, and stay closed."""
    yield from (later.day for one, later in pairwise(closed) if (later.day - one.day).days != 1)
    if closed:
        first, last = closed[0].day, closed[-1].day
        if first != book.opened_on:
            yield book.opened_on
        if book.closed_through < last:
            yield last
    lines = DayTotal.objects.filter(heading__book=book).order_by().values_list("day", flat=True)
    yield from set(lines.distinct()) - {each.day for each in closed}


def _days_added_wrong(book: Book, closed: Sequence[ClosedDay]) -> Iterator[date]:
    stood: dict[Line, int] = {}
    for each in closed:
        moves, sums = _sums(book, each.day)
        right: dict[Line, Figures] = {}
        for line, (came_in, went_out) in sums.items():
            opening = stood.get(line, 0)
            stood[line] = opening + came_in - went_out
            right[line] = (opening, came_in, went_out, stood[line])
        if each.moves != moves or _written(book, each.day) != right:
            yield each.day


def _sums(book: Book, day: date) -> tuple[int | None, Mapping[Line, Sums]]:
    """The sums of a day; nothing at all when what was written there cannot be added up."""
    try:
        return sums_of_day(book, day)
    except (LookupError, OverflowError, TypeError, ValueError):
        return None, {}
    except OperationalError as error:
        if "overflow" not in str(error):
            raise
        return None, {}


def _written(book: Book, day: date) -> Mapping[Line, Figures]:
    figures = ("opening", "came_in", "went_out", "closing")
    lines = DayTotal.objects.filter(heading__book=book, day=day)
    return {
        (heading, account): (opening, came_in, went_out, closing)
        for heading, account, opening, came_in, went_out, closing in lines.values_list(
            "heading_id", "account_id", *figures
        )
    }
