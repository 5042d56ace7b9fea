"""Moves money between the accounts of a view and writes the rows for it, or undoes both."""

from datetime import date, datetime
from typing import Never

from yika.domain.ledger import rules
from yika.domain.ledger.posting.days import BusinessDays
from yika.domain.ledger.posting.items import AnyItem, Moved
from yika.domain.ledger.posting.view import LINE_BITS, LINES_MAX, Account, MoveRow, View
from yika.domain.ledger.rules import State
from yika.kit.moments import to_day, to_micros
from yika.kit.money import Money


class Entry:
    """One item on its way into the book: what all its rows share, and how to undo it."""

    __slots__ = (
        "book",
        "booked_on",
        "by_hand",
        "digest",
        "first_row",
        "part",
        "past_freeze",
        "reason",
        "request",
        "reverses",
        "undo",
        "unit",
        "used_at",
        "way",
    )

    def __init__(self, item: AnyItem, asked: bytes, first_row: int, now: int) -> None:
        self.request = item.request
        self.digest = asked
        self.used_at = now if item.used_at is None else item.used_at
        self.reason = item.reason
        self.first_row = first_row
        self.part = 0
        self.book: int | None = None
        self.undo: list[tuple[Account, int, int, int, int | None]] = []
        self.reverses: dict[tuple[int, int], int] = {}  # (home, part) → the move taken back
        self.unit: str = getattr(item, "unit", "")
        self.way: str = getattr(item, "way", "")
        self.past_freeze: bool = getattr(item, "past_freeze", False)
        self.by_hand: date | None = getattr(item, "booked_on", None)
        self.booked_on = 0  # not found yet

    def remember(self, account: Account) -> None:
        """Note how an account stands before it is changed."""
        state = (account, account.balance, account.held, account.seq, account.last_move)
        self.undo.append(state)
        account.touched = True


class Booking:
    """The rows of one batch, growing, and the one place that adds to them."""

    def __init__(self, view: View, now: datetime) -> None:
        self.now = to_micros(now)
        self.rows: list[MoveRow] = []
        self._accounts = view.accounts
        self.days = BusinessDays(view.books, now)
        self._base = view.batch << LINE_BITS

    def next_id(self) -> int:
        if len(self.rows) == LINES_MAX:
            raise ValueError(f"a batch writes at most {LINES_MAX} rows")
        return self._base + len(self.rows)

    def begin(self, item: AnyItem, asked: bytes) -> Entry:
        return Entry(item, asked, len(self.rows), self.now)

    def account(self, id_: int) -> Account:
        account = self._accounts.get(id_)
        if account is None:
            raise rules.UnknownAccount(thing="account", name=id_)
        return account

    def move(self, entry: Entry, source: Account, target: Account, amount: int) -> None:
        """Move an amount, or refuse with nothing changed by this leg."""
        self.check_amount(amount)
        self.check_pair(entry, source, target)
        self.day(entry, source)
        pays, keeps = source.floor is not None, target.floor is not None
        if pays and source.available < amount:
            self.refuse_too_much(source, available=source.available, amount=amount)
        if keeps:
            _check_room(target, amount)
        if pays or (not keeps and source.id < target.id):
            self._write(entry, source, target.id, -amount, paired=pays and keeps)
        if keeps or (not pays and target.id < source.id):
            self._write(entry, target, source.id, amount, paired=pays and keeps)
        entry.part += 1

    def day(self, entry: Entry, account: Account) -> None:
        """Find the day this entry is booked on, once."""
        if not entry.booked_on:
            book = account.heading.book
            entry.booked_on = self.days.day(book, entry.used_at)
            if entry.by_hand is not None:
                self.days.check_by_hand(book, entry.by_hand)
                entry.booked_on = to_day(entry.by_hand)

    def set_held(self, entry: Entry, account: Account, held: int) -> None:
        entry.remember(account)
        account.held = held

    def undo(self, entry: Entry) -> None:
        """Leave the accounts and the rows as they were before this entry began."""
        for account, balance, held, seq, last_move in reversed(entry.undo):
            account.balance, account.held = balance, held
            account.seq, account.last_move = seq, last_move
        del self.rows[entry.first_row :]

    def moved(self, entry: Entry) -> tuple[Moved, ...]:
        return tuple(map(as_moved, self.rows[entry.first_row :]))

    def written(self, request: bytes, account: int) -> list[MoveRow]:
        """What this very batch wrote for a request that named this account."""
        digests = {row.digest for row in self.rows if row[9] == request and row[1] == account}
        return [row for row in self.rows if row.request == request and row.digest in digests]

    @staticmethod
    def check_amount(amount: int) -> None:
        if amount <= 0:
            raise rules.AmountNegative if amount else rules.AmountZero
        if amount > rules.INT64_MAX:
            raise rules.AmountTooLarge

    @staticmethod
    def check_account(entry: Entry, account: Account, *, pays: bool) -> None:
        """The unit is right and the account may move this way."""
        if account.heading.unit != entry.unit:
            raise rules.WrongUnit(kept=account.heading.unit, given=entry.unit)
        if account.state == State.OPEN:
            return
        if account.state == State.CLOSED:
            raise rules.AccountClosed
        still_open = State.OUT_ONLY if pays else State.IN_ONLY
        if account.state != still_open and not entry.past_freeze:
            raise rules.AccountFrozen

    def check_pair(self, entry: Entry, source: Account, target: Account) -> None:
        if source is target:
            raise rules.SameAccount
        book = source.heading.book
        if target.heading.book != book or entry.book not in (None, book):
            raise rules.OtherBook  # also when another leg is in other books: days differ there
        entry.book = book
        self.check_account(entry, source, pays=True)
        self.check_account(entry, target, pays=False)

    @staticmethod
    def refuse_too_much(account: Account, *, available: int, amount: int) -> Never:
        unit = account.heading.unit
        raise rules.NotEnough(available=Money(max(available, 0), unit), amount=Money(amount, unit))

    def _write(self, entry: Entry, home: Account, other: int, amount: int, *, paired: bool) -> None:
        balance = home.balance + amount
        if not rules.INT64_MIN <= balance <= rules.INT64_MAX:
            raise rules.BalanceTooLarge
        entry.remember(home)
        id_ = self.next_id()
        home.balance = balance
        home.seq += 1
        row = MoveRow(
            id=id_,
            account=home.id,
            other=other,
            amount=amount,
            balance_after=balance,
            seq=home.seq,
            previous=home.last_move,
            part=entry.part,
            paired=paired,
            request=entry.request,
            digest=entry.digest,
            used_at=entry.used_at,
            booked_on=entry.booked_on,
            reason=entry.reason,
            way=entry.way,
            reverses=entry.reverses.get((home.id, entry.part)),
        )
        self.rows.append(row)
        home.last_move = id_


def as_moved(row: MoveRow) -> Moved:
    return Moved(row[0], row[1], row[5], row[3], row[4])


def _check_room(account: Account, amount: int) -> None:
    if account.ceiling is not None and account.balance + amount > account.ceiling:
        room = max(account.ceiling - account.balance, 0)
        unit = account.heading.unit
        raise rules.AboveCeiling(ceiling=Money(account.ceiling, unit), room=Money(room, unit))
