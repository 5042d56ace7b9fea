"""The books in PostgreSQL: a few set-based statements per batch, sent without waiting for each."""

from collections.abc import Collection, Sequence
from itertools import chain
from typing import Any

from psycopg import Connection

from yika.domain.ledger.posting.stores.arrays import (
    Bigints,
    Blobs,
)
from yika.domain.ledger.posting.stores.copying import MOVES_MIN, copy_moves
from yika.domain.ledger.posting.stores.pipeline import COMMIT, Call, Pipeline, Rows, Statement
from yika.domain.ledger.posting.stores.statements import (
    ANSWER,
    BALANCE,
    BATCH,
    BOOKS,
    END_HOLDS,
    HEADINGS,
    HOLD,
    INSERT_ANSWERS,
    INSERT_BATCH,
    INSERT_HOLDS,
    INSERT_MOVES,
    LOCK,
    LOCK_ANY,
    LOOK,
    MOVE,
    ORIGINALS,
    REVERSED,
    SEEN_ANSWERS,
    SEEN_HOLDS,
    SEEN_MOVES,
    SHARE_BOOKING,
    UPDATE_ACCOUNTS,
    Column,
)
from yika.domain.ledger.posting.stores.store import Headings, Need, as_accounts, remember
from yika.domain.ledger.posting.view import (
    AnswerRow,
    Book,
    Changes,
    HoldRow,
    Key,
    MoveRow,
    View,
    homes,
)


class PostgresStore:
    """Needs a connection inside a READ COMMITTED transaction, or about to begin one.

    Locks come first and look-ups after, in statements of their own: each then sees what was
    committed while it waited for the lock. With `commits`, a write ends the transaction in the
    same breath; otherwise its owner does.
    """

    def __init__(
        self, connection: Connection[Any], *, commits: bool = False, remembers: bool = False
    ) -> None:
        self._connection = connection
        self._pipeline = Pipeline(connection, remembers=remembers)
        self._commits = commits
        self.writing = False  # true when a write, and with it perhaps a commit, was cut off
        # Accounts known to have no floor, which is for life: they are read without a lock.
        self._floorless: set[int] = set()
        self._headings = Headings(lambda: self._pipeline.run([Call(HEADINGS)])[0])

    def originals(self, keys: Sequence[Key]) -> dict[Key, list[MoveRow]]:
        found: dict[Key, list[MoveRow]] = {}
        if keys:
            (rows,) = self._pipeline.run([_call_by_keys(ORIGINALS, set(keys))])
            for request, account, *row in rows:
                found.setdefault((request, account), []).append(MoveRow._make(row))
        return found

    def read(self, need: Need) -> View:
        floorless = self._floorless
        locked = [id_ for id_ in need.accounts if id_ not in floorless]
        looked = [id_ for id_ in need.accounts if id_ in floorless]
        # A request asked twice in one batch is looked up once.
        homes_perhaps = set(locked)
        keys = {
            (request, id_)
            for request, pairs in need.asks
            for pair in pairs
            for id_ in pair
            if id_ in homes_perhaps
        }
        _, homes_read, others_read, books, *found = self._pipeline.run(
            [
                Call(SHARE_BOOKING),
                Call(LOCK, [Bigints(locked).data]),
                Call(LOOK, [Bigints(looked).data]),
                Call(BOOKS),
                *_look_up(keys, need),
            ]
        )
        accounts = as_accounts(chain(homes_read, others_read), self._headings)
        view = View(accounts, books={}, batch=0, last_posted_at=None, originals=need.originals)
        for id_, zone, closed, batch, last in books:
            view.books[id_] = Book(id_, zone, closed)
            view.batch, view.last_posted_at = batch, last
        _fill(view, found)
        self._read_floorless(view, need)
        return view

    def write(self, changes: Changes) -> None:
        batch = changes.batch
        row = (
            batch.id,
            batch.posted_at,
            batch.first_day,
            batch.last_day,
            batch.moves,
            batch.answers,
            batch.mac,
            batch.key_version,
        )
        balances = [(a.id, a.balance, a.held, a.seq, a.last_move) for a in changes.accounts]
        begin = _call(INSERT_BATCH, BATCH, [row])
        rest = [
            *_call(INSERT_ANSWERS, ANSWER, changes.answers),
            *_call(INSERT_HOLDS, HOLD, changes.placed),
            *_call(END_HOLDS, HOLD, changes.ended),
            *_call(UPDATE_ACCOUNTS, BALANCE, balances),
            *([Call(COMMIT)] if self._commits else []),
        ]
        self.writing = True
        if len(changes.moves) < MOVES_MIN:
            self._pipeline.run([*begin, *_call(INSERT_MOVES, MOVE, changes.moves), *rest])
        else:
            self._pipeline.run(begin)
            copy_moves(self._connection, changes.moves)
            self._pipeline.run(rest)
        self.writing = False

    def _read_floorless(self, view: View, need: Need) -> None:
        """Accounts without a floor that are new to us, and moves that have no other home."""
        accounts = view.accounts
        if missing := [id_ for id_ in need.accounts if id_ not in accounts]:
            (rows,) = self._pipeline.run([Call(LOOK, [Bigints(missing).data])])
            accounts |= as_accounts(rows, self._headings)
            self._floorless.update(id_ for id_ in missing if id_ in accounts)
        lone = {
            (request, home)
            for request, pairs in need.asks
            for home in homes(pairs, accounts)
            if accounts[home].floor is None
        }
        if lone:
            ids = sorted({home for _, home in lone})
            rows, *found = self._pipeline.run(
                [Call(LOCK_ANY, [Bigints(ids).data]), *_look_up(lone, need)]
            )
            accounts |= as_accounts(rows, self._headings)
            _fill(view, found)


def _look_up(keys: Collection[Key], need: Need | None = None) -> list[Call]:
    """Moves, answers, holds and reversals, in this order; `_fill` takes their rows."""
    holds = set(need.holds) if need else set()
    taken = [row for rows in need.originals.values() for row in rows] if need else []
    reversed_ = (Bigints([row.id for row in taken]), Bigints([row.account for row in taken]))
    return [
        _call_by_keys(SEEN_MOVES, keys),
        _call_by_keys(SEEN_ANSWERS, keys),
        *([_call_by_keys(SEEN_HOLDS, holds)] if holds else []),
        *([Call(REVERSED, [ids.data for ids in reversed_])] if taken else []),
    ]


def _fill(view: View, found: Sequence[Rows]) -> None:
    moves, answers, *rest = found
    remember(view.seen, map(MoveRow._make, moves), map(AnswerRow._make, answers))
    for row in chain.from_iterable(rest):
        if len(row) == 1:
            view.reversed.add(row[0])
        else:
            hold = HoldRow._make(row)
            view.holds[hold.request, hold.account] = hold


def _call_by_keys(statement: Statement, keys: Collection[Key]) -> Call:
    requests = Blobs([request for request, _ in keys])
    accounts = Bigints([account for _, account in keys])
    return Call(statement, [requests.data, accounts.data])


def _call(statement: Statement, columns: Sequence[Column], rows: Sequence[Any]) -> list[Call]:
    """The statement over these rows, column by column; nothing for no rows."""
    if not rows:
        return []
    values = zip(*rows, strict=True)
    packed = [kind(some).data for (_, kind), some in zip(columns, values, strict=True)]
    return [Call(statement, packed)]
