"""An issuer's books are opened once, and their zone is for life."""

from datetime import UTC, date, datetime

import pytest

from tests.domain.ledger.asking import pay
from tests.domain.ledger.conftest import ISSUER, Opener
from yika.domain.journal.models import Entry
from yika.domain.ledger import actions, queries, rules
from yika.kit.actor import Actor
from yika.kit.errors import Invalid
from yika.kit.moments import to_micros

pytestmark = pytest.mark.django_db


def opened(clerk: Actor, now: datetime, *, zone: str = "Asia/Shanghai") -> int:
    book = actions.open_book(code=ISSUER, zone=zone, by=clerk, now=now, request_id="book")
    return int(book.pk)


def test_opening_books_again_gives_the_same_and_is_recorded_once(
    clerk: Actor, now: datetime
) -> None:
    assert opened(clerk, now) == opened(clerk, now)
    assert [book.code for book in queries.books()] == [ISSUER]
    entry = Entry.objects.get(event="ledger.book_opened")
    assert (entry.subject, entry.issuer, entry.facts) == (
        ISSUER,
        ISSUER,
        {"zone": "Asia/Shanghai", "first_day": "2026-11-20"},
    )


def test_the_zone_of_books_never_changes(clerk: Actor, now: datetime) -> None:
    opened(clerk, now)
    with pytest.raises(rules.BookTaken, match="Asia/Shanghai"):
        opened(clerk, now, zone="Asia/Tokyo")
    assert queries.book(ISSUER).zone == "Asia/Shanghai"


@pytest.mark.parametrize("zone", ["", "Asia", "Asia/Shangai", "../../etc/passwd", "UTC+8"])
def test_a_zone_that_does_not_exist_is_told_with_what_was_expected(
    clerk: Actor, now: datetime, zone: str
) -> None:
    with pytest.raises(Invalid, match="expected a time zone like Asia/Shanghai"):
        opened(clerk, now, zone=zone)
    assert not queries.books()


def test_books_that_are_not_there_are_asked_for_by_name(db: None) -> None:
    with pytest.raises(rules.UnknownBook, match="no books called river-city"):
        queries.book(ISSUER)


def test_books_may_begin_on_an_earlier_day_but_not_on_one_to_come(
    clerk: Actor, now: datetime
) -> None:
    with pytest.raises(rules.DayNotBegun):
        actions.open_book(
            code=ISSUER,
            zone="Asia/Shanghai",
            first_day=date(2026, 11, 21),
            by=clerk,
            now=now,
            request_id="early",
        )
    book = actions.open_book(
        code=ISSUER,
        zone="Asia/Shanghai",
        first_day=date(2026, 11, 1),
        by=clerk,
        now=now,
        request_id="book",
    )
    assert (book.opened_on, queries.last_ended_day(book)) == (date(2026, 11, 1), None)


def test_what_was_used_before_the_first_day_is_booked_on_it(
    clerk: Actor, now: datetime, open_account: Opener
) -> None:
    cash, purse = open_account("cash"), open_account("purse", floor=0)
    long_ago = to_micros(datetime(1970, 1, 2, tzinfo=UTC))
    actions.post_one(pay("late", cash, purse, 1, used_at=long_ago), now=now)
    (line,), _ = queries.statement("purse")
    assert (line.booked_on, to_micros(line.used_at)) == (date(2026, 11, 16), long_ago)
