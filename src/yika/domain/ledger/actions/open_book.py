"""Open the books of an issuer."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from yika.domain.journal import actions as journal
from yika.domain.ledger import rules
from yika.domain.ledger.models import Book
from yika.kit.actor import Actor
from yika.kit.errors import Fault, Invalid


@transaction.atomic
def open_book(
    *,
    code: str,
    zone: str,
    first_day: date | None = None,
    by: Actor,
    now: datetime,
    request_id: str,
) -> Book:
    """Open books whose days begin at midnight in `zone`, from `first_day` (else today) on.

    What was used before is booked on that first day. Safe to repeat; the zone is for life.
    """
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        expected = f"expected a time zone like Asia/Shanghai, not {zone!r}"
        raise Invalid([Fault(code, "zone", expected)]) from error
    today = rules.day_of(now, zone)
    opened_on = first_day or today
    if opened_on > today:
        raise rules.DayNotBegun(day=opened_on, today=today)
    days = {"opened_on": opened_on, "closed_through": opened_on - timedelta(days=1)}
    book, opened = Book.objects.get_or_create(code=code, defaults={"zone": zone, **days})
    if not opened:
        if book.zone != zone:
            raise rules.BookTaken(book=code, zone=book.zone)
        return book

    journal.record(
        "ledger.book_opened",
        subject=code,
        by=by,
        now=now,
        request_id=request_id,
        issuer=code,
        facts={"zone": zone, "first_day": opened_on.isoformat()},
    )
    return book
