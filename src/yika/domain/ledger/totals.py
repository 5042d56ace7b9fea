"""The sums of a business day, from moves that no longer change."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import Max, Min, OuterRef, Subquery

from yika.domain.ledger.models import Account, Batch, Book, DayTotal, Heading
from yika.domain.ledger.posting.view import LINE_BITS
from yika.kit.moments import to_day

# The accounts of a heading together count as account 0; one without a floor stands by itself.
Line = tuple[int, int]

_IN = "sum(CASE WHEN m.amount > 0 THEN m.amount ELSE 0 END)"
_OUT = "-sum(CASE WHEN m.amount < 0 THEN m.amount ELSE 0 END)"
_OF_THE_DAY = (
    "FROM ledger_move m JOIN ledger_account a ON a.id = m.account_id"
    " JOIN ledger_heading h ON h.id = a.heading_id"
    " WHERE m.id BETWEEN %s AND %s AND m.booked_on = %s AND h.book_id = %s"
)
_AT_HOME = (
    "SELECT a.heading_id, CASE WHEN a.floor IS NULL THEN a.id ELSE 0 END,"
    f" {_IN}, {_OUT}, count(*) {_OF_THE_DAY} GROUP BY 1, 2"
)
# Seen from the other side, what left the home came in. A paired move has its own row there.
_AT_THE_OTHER = (
    f"SELECT m.other_id, {_OUT}, {_IN} {_OF_THE_DAY} AND NOT m.paired GROUP BY m.other_id"
)


class Sums(NamedTuple):
    """What came in and went out under one line in a day."""

    came_in: int
    went_out: int


def sums_of_day(book: Book, day: date) -> tuple[int, Mapping[Line, Sums]]:
    """How many moves were booked on a day, and what they add up to under each line."""
    batches = Batch.objects.filter(last_day__gte=day, first_day__lte=day)
    first, last = batches.aggregate(first=Min("id"), last=Max("id")).values()
    if first is None:
        return 0, {}
    span = (first << LINE_BITS, ((last + 1) << LINE_BITS) - 1, to_day(day), book.pk)
    sums: dict[Line, Sums] = {}
    moves = 0
    with connection.cursor() as cursor:
        cursor.execute(_AT_HOME, span)
        for heading, account, came_in, went_out, count in cursor.fetchall():
            sums[heading, account] = Sums(int(came_in), int(went_out))
            moves += count
        cursor.execute(_AT_THE_OTHER, span)
        others = {other: Sums(int(i), int(o)) for other, i, o in cursor.fetchall()}
    for id_, heading in Account.objects.filter(id__in=others).values_list("id", "heading_id"):
        before = sums.get((heading, id_), Sums(0, 0))
        came_in, went_out = others[id_]
        sums[heading, id_] = Sums(before.came_in + came_in, before.went_out + went_out)
    return moves, sums


def closings(book: Book, *, before: date) -> dict[Line, int]:
    """Where each line of the books stood at the end of the last closed day before this one."""
    latest = (
        DayTotal.objects.filter(
            heading=OuterRef("heading"), account_id=OuterRef("account_id"), day__lt=before
        )
        .order_by("-day")
        .values("day")[:1]
    )
    lines = DayTotal.objects.filter(heading__book=book, day=Subquery(latest))
    return {
        (heading, account): closing
        for heading, account, closing in lines.values_list("heading_id", "account_id", "closing")
    }


def units(book: Book) -> dict[int, str]:
    """The unit of each heading."""
    return dict(Heading.objects.filter(book=book).values_list("id", "unit"))
