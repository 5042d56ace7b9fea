"""Close the books of a business day, in two steps so that uses never wait for the sums."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from yika.domain.journal import actions as journal
from yika.domain.ledger import queries, rules
from yika.domain.ledger.models import Book, ClosedDay, DayTotal
from yika.domain.ledger.stores import wait_for_postings
from yika.domain.ledger.totals import Line, Sums, closings, sums_of_day, units
from yika.kit.actor import Actor


def close_day(*, issuer: str, day: date, by: Actor, now: datetime, request_id: str) -> ClosedDay:
    """End booking on a day that is over, then write its trial balance. Safe to repeat.

    Killed between the two, the next call goes on with the second: nothing is booked on a day
    that has been ended, so its sums stay what they are.
    """
    end_day(issuer=issuer, day=day, by=by, now=now, request_id=request_id)
    return total_day(issuer=issuer, day=day, by=by, now=now, request_id=request_id)


@transaction.atomic
def end_day(*, issuer: str, day: date, by: Actor, now: datetime, request_id: str) -> None:
    """From now on nothing is booked on this day: late uses go to the first open one."""
    wait_for_postings()
    book = queries.book(issuer, lock=True)
    if day <= book.closed_through:
        return
    rules.check_day_over(day, zone=book.zone, now=now)
    first = book.closed_through + timedelta(days=1)
    if day > first:
        raise rules.EarlierDayOpen(earlier=first)

    book.closed_through = day
    book.save(update_fields=["closed_through"])
    journal.record(
        "ledger.day_ended",
        subject=f"{issuer}/{day}",
        by=by,
        now=now,
        request_id=request_id,
        issuer=issuer,
    )


@transaction.atomic
def total_day(*, issuer: str, day: date, by: Actor, now: datetime, request_id: str) -> ClosedDay:
    """Write the trial balance of a day that has been ended; refused when it is not zero."""
    book = queries.book(issuer, lock=True)
    if closed := ClosedDay.objects.filter(book=book, day=day).first():
        return closed
    if day > book.closed_through:
        raise rules.DayNotEnded(day=day)
    _check_next_to_total(book, day)

    moves, sums = sums_of_day(book, day)
    _check_zero(book, day, sums)
    _write(book, day, sums)
    closed = ClosedDay.objects.create(book=book, day=day, moves=moves, closed_at=now)
    journal.record(
        "ledger.day_closed",
        subject=f"{issuer}/{day}",
        by=by,
        now=now,
        request_id=request_id,
        issuer=issuer,
        facts={"moves": moves, "lines": len(sums)},
    )
    return closed


def _check_next_to_total(book: Book, day: date) -> None:
    last = queries.last_closed_day(book)
    following = book.opened_on if last is None else last + timedelta(days=1)
    if day < book.opened_on:
        raise rules.DayClosed(day=day, open=following)
    if day != following:
        raise rules.EarlierDayOpen(earlier=following)


def _check_zero(book: Book, day: date, sums: Mapping[Line, Sums]) -> None:
    unit_of = units(book)
    left = Counter[str]()
    for (heading, _), (came_in, went_out) in sums.items():
        left[unit_of[heading]] += came_in - went_out
    for unit, total in left.items():
        if total:
            raise rules.BooksDoNotBalance(unit=unit, day=day, sum=total)


def _write(book: Book, day: date, sums: Mapping[Line, Sums]) -> None:
    stood = closings(book, before=day)
    DayTotal.objects.bulk_create(
        [
            DayTotal(
                heading_id=line[0],
                account_id=line[1],
                day=day,
                opening=stood.get(line, 0),
                came_in=came_in,
                went_out=went_out,
                closing=stood.get(line, 0) + came_in - went_out,
            )
            for line, (came_in, went_out) in sums.items()
        ],
        batch_size=500,
    )
