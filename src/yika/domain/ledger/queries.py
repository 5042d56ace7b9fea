"""What others may ask of the books. Answers are values; nothing here changes anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Count, Max, Min, Q, Sum

from yika.domain.ledger import rules
from yika.domain.ledger.models import (
    Account,
    AccountName,
    Batch,
    Book,
    ClosedDay,
    DayTotal,
    Heading,
    Hold,
    Move,
)
from yika.domain.ledger.posting.view import LINE_BITS
from yika.domain.ledger.totals import closings
from yika.domain.vault.queries import unsealed_tail
from yika.kit.moments import from_day, from_micros
from yika.kit.money import Money


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """An account as staff see it. Without a floor, `floor`, `ceiling` and `held` say nothing."""

    id: int
    name: str
    issuer: str
    heading: str
    balance: Money
    held: Money
    floor: Money | None
    ceiling: Money | None
    state: str


class MoveFacts(NamedTuple):
    """One line of a statement, seen from its account."""

    id: int
    seq: int
    amount: Money
    balance_after: Money
    other: str
    used_at: datetime
    booked_on: date
    reason: str
    way: str
    request: str
    reverses: int | None


class HoldFacts(NamedTuple):
    """An amount kept aside at an account, still open."""

    request: str
    amount: Money
    placed_at: datetime
    until: datetime


class TrialLine(NamedTuple):
    """One line of a trial balance: an account without a floor, or all others of a heading."""

    heading: str
    account: str
    unit: str
    opening: int
    came_in: int
    went_out: int
    closing: int


@dataclass(frozen=True, slots=True)
class LimitEffect:
    """What other limits would mean for the purses there are and the moves there were."""

    purses: int
    purses_above: int
    purses_below: int
    moves: int
    moves_above: int
    moves_below: int


def book(issuer: str, *, lock: bool = False) -> Book:
    books = Book.objects.select_for_update() if lock else Book.objects
    found = books.filter(code=issuer).first()
    if found is None:
        raise rules.UnknownBook(thing="books", name=issuer)
    return found


def books() -> list[Book]:
    return list(Book.objects.order_by("code"))


def account_id(name: str) -> int:
    found = AccountName.objects.filter(name=name).values_list("account_id", flat=True).first()
    if found is None:
        raise rules.UnknownAccount(thing="account", name=name)
    return found


def lock_account(name: str) -> Account:
    """An account with its heading and book, locked until the transaction ends."""
    locked = Account.objects.select_for_update(of=("self",)).select_related("heading__book")
    return locked.get(id=account_id(name))


def has_floor(name: str) -> bool:
    return Account.objects.filter(id=account_id(name), floor__isnull=False).exists()


def issuer_of(account: int) -> str:
    return Account.objects.select_related("heading__book").get(id=account).heading.book.code


def account(name: str) -> AccountFacts:
    row = Account.objects.select_related("heading__book").get(id=account_id(name))
    unit = row.heading.unit

    def money(minor: int | None) -> Money | None:
        return None if minor is None else Money(minor, unit)

    return AccountFacts(
        id=row.id,
        name=name,
        issuer=row.heading.book.code,
        heading=row.heading.code,
        balance=Money(_balance(row), unit),
        held=Money(row.held, unit),
        floor=money(row.floor),
        ceiling=money(row.ceiling),
        state=row.state,
    )


def balance(name: str) -> Money:
    return account(name).balance


def accounts(issuer: str, *, limit: int = 50, after: str = "") -> list[str]:
    """The names of an issuer's accounts, in order, from the one after `after`."""
    names = AccountName.objects.filter(name__gt=after).order_by("name")
    inside = Account.objects.filter(heading__book__code=issuer)
    found: list[str] = []
    while len(found) < limit and (page := list(names.filter(name__gt=after)[: limit * 4])):
        ids = set(inside.filter(id__in=[n.account_id for n in page]).values_list("id", flat=True))
        found += [n.name for n in page if n.account_id in ids]
        after = page[-1].name
    return found[:limit]


_STATEMENT = """
    WITH RECURSIVE chain AS (
        SELECT m.*, 1 AS place FROM ledger_move m WHERE m.id = %s AND m.account_id = %s
        UNION ALL
        SELECT m.*, chain.place + 1 FROM chain
        JOIN ledger_move m ON m.id = chain.previous AND m.account_id = chain.account_id
        WHERE chain.place < %s
    )
    SELECT id, seq, amount, balance_after, other_id, used_at, booked_on, reason, way,
           request, reverses, previous
    FROM chain ORDER BY place
"""


def statement(
    name: str, *, limit: int = 50, before: int | None = None
) -> tuple[list[MoveFacts], int | None]:
    """The latest moves homed at an account, newest first, and where the next page begins.

    Follows the chain of the account's moves, so it costs the same in a book of any size.
    """
    row = Account.objects.select_related("heading").get(id=account_id(name))
    start = row.last_move if before is None else before
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, [start, row.id, limit])
        rows = cursor.fetchall()
    names = _names({line[4] for line in rows})
    unit = row.heading.unit
    lines = [
        MoveFacts(
            id=id_,
            seq=seq,
            amount=Money(amount, unit),
            balance_after=Money(after, unit),
            other=names.get(other, str(other)),
            used_at=from_micros(used_at),
            booked_on=from_day(booked_on),
            reason=reason,
            way=way,
            request=bytes(request).hex(),
            reverses=reverses,
        )
        for id_, seq, amount, after, other, used_at, booked_on, reason, way, request, reverses, _
        in rows
    ]  # fmt: skip
    return lines, rows[-1][-1] if rows else None


def trial_balance(issuer: str, day: date) -> list[TrialLine]:
    """The books of an issuer at the end of a closed day. Opening and closing sum to zero."""
    of = book(issuer)
    if not ClosedDay.objects.filter(book=of, day=day).exists():
        raise rules.DayNotEnded(day=day)
    moved = {
        (line.heading_id, line.account_id): line
        for line in DayTotal.objects.filter(heading__book=of, day=day)
    }
    stood = closings(of, before=day)
    lines = stood.keys() | moved.keys()
    headings = {h.pk: h for h in Heading.objects.filter(book=of)}
    names = _names({account for _, account in lines if account})
    return sorted(
        TrialLine(
            heading=headings[line[0]].code,
            account=names.get(line[1], ""),
            unit=headings[line[0]].unit,
            opening=stood.get(line, 0),
            came_in=moved[line].came_in if line in moved else 0,
            went_out=moved[line].went_out if line in moved else 0,
            closing=moved[line].closing if line in moved else stood[line],
        )
        for line in lines
    )


def last_ended_day(of: Book) -> date | None:
    """The last day on which nothing is booked any more; none while the first is open."""
    ended: date = of.closed_through
    return ended if ended >= of.opened_on else None


def last_closed_day(of: Book) -> date | None:
    last: date | None = ClosedDay.objects.filter(book=of).aggregate(last=Max("day"))["last"]
    return last


def effect_of_limits(
    *, chart: str, floor: Money, ceiling: Money | None, since: datetime
) -> LimitEffect:
    """How many purses under a heading stand outside other limits, and how many moves ended so."""
    purses = Account.objects.filter(heading__code=chart, heading__unit=floor.unit)
    moves = Move.objects.filter(account__in=purses, used_at__gte=since)
    above = Q() if ceiling is None else Q(balance_after__gt=ceiling.minor, amount__gt=0)
    below = Q(balance_after__lt=floor.minor, amount__lt=0)
    stand_above = Q() if ceiling is None else Q(balance__gt=ceiling.minor)
    stand_below = Q(balance__lt=floor.minor)
    none = {"purses_above": 0, "moves_above": 0} if ceiling is None else {}
    counts = purses.aggregate(
        purses=Count("id"),
        purses_above=Count("id", filter=stand_above),
        purses_below=Count("id", filter=stand_below),
    ) | moves.aggregate(
        moves=Count("id"),
        moves_above=Count("id", filter=above),
        moves_below=Count("id", filter=below),
    )
    return LimitEffect(**(counts | none))


def open_holds(name: str) -> list[HoldFacts]:
    """What an account keeps aside, what ends first coming first."""
    row = Account.objects.select_related("heading").get(id=account_id(name))
    holds = Hold.objects.filter(account=row, ended_at=None).order_by("until")
    return [
        HoldFacts(
            request=str(UUID(bytes=hold.request)),
            amount=Money(hold.amount, row.heading.unit),
            placed_at=hold.placed_at,
            until=hold.until,
        )
        for hold in holds
    ]


def unsealed_batches() -> int:
    """How many batches no seal covers yet."""
    return unsealed_tail(Batch)


def due_holds(now: datetime, *, limit: int) -> Sequence[tuple[bytes, int]]:
    """Holds whose time is over but that still keep money aside."""
    due = Hold.objects.filter(ended_at=None, until__lte=now).order_by("until")
    return [(bytes(hold.request), hold.account_id) for hold in due[:limit]]


def _balance(row: Account) -> int:
    """With a floor the row carries it; without, it is the closed days' line and what came since."""
    if row.floor is not None:
        return row.balance
    line = DayTotal.objects.filter(heading=row.heading, account_id=row.id).order_by("-day").first()
    moves = Move.objects.all()
    if line is not None:
        since = Batch.objects.filter(last_day__gt=line.day).aggregate(first=Min("id"))["first"]
        if since is None:
            return line.closing
        moves = moves.filter(id__gte=since << LINE_BITS, booked_on__gt=line.day)
    at_home = moves.filter(account=row).aggregate(sum=Sum("amount"))["sum"] or 0
    at_others = moves.filter(other_id=row.id, paired=False).aggregate(sum=Sum("amount"))["sum"]
    return (line.closing if line else 0) + at_home - (at_others or 0)


def _names(ids: set[int]) -> dict[int, str]:
    return {
        named.account_id: named.name for named in AccountName.objects.filter(account_id__in=ids)
    }
