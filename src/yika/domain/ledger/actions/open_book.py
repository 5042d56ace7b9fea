"""Open the books of an issuer."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from yika.domain.journal import actions as journal
from yika.domain.ledger.models import Book
from yika.domain.ledger.rules import BookTaken
from yika.kit.actor import Actor
from yika.kit.errors import Fault, Invalid


@transaction.atomic
def open_book(*, code: str, zone: str, by: Actor, now: datetime, request_id: str) -> Book:
    """Open books whose days begin at midnight in `zone`. Safe to repeat; the zone is for life."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        expected = f"expected a time zone like Asia/Shanghai, not {zone!r}"
        raise Invalid([Fault(code, "zone", expected)]) from error
    book, opened = Book.objects.get_or_create(code=code, defaults={"zone": zone})
    if not opened:
        if book.zone != zone:
            raise BookTaken(book=code, zone=book.zone)
        return book

    journal.record(
        "ledger.book_opened",
        subject=code,
        by=by,
        now=now,
        request_id=request_id,
        issuer=code,
        facts={"zone": zone},
    )
    return book
