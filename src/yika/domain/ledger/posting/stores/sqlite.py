"""The books in SQLite: one writer at a time, rows read and written in bulk."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from yika.domain.ledger.posting.stores.store import Headings, Need, as_accounts, remember
from yika.domain.ledger.posting.view import (
    LINE_BITS,
    Account,
    AnswerRow,
    Book,
    Changes,
    HoldRow,
    Key,
    MoveRow,
    View,
    homes,
)

ACCOUNT = "id, heading_id, floor, ceiling, balance, held, seq, last_move, state"
MOVE = (
    "id, account_id, other_id, amount, balance_after, seq, previous, part, paired, "
    "request, digest, used_at, booked_on, reason, way, reverses"
)
ANSWER = "request, account_id, digest, code, facts, used_at, batch, line"
HOLD = "request, account_id, amount, placed_at, until, ended_at, ended_as, ended_by"
BATCH = "id, posted_at, first_day, last_day, moves, answers, mac, key_version"

FEW = 16
KEYS_AT_ONCE = 250  # always the same text, so that it is parsed once
ROWS_AT_ONCE = 50  # a third faster than one by one; more gains nothing


def _of(alias: str, columns: str) -> str:
    return ", ".join(f"{alias}.{column}" for column in columns.split(", "))


MOVE_T, ANSWER_T, HOLD_T = (_of("t", columns) for columns in (MOVE, ANSWER, HOLD))
ACCOUNTS = f"SELECT {ACCOUNT} FROM ledger_account WHERE id IN"
BOOKS = "SELECT id, zone, closed_through FROM ledger_book"
LAST_BATCH = "SELECT id, posted_at FROM ledger_batch ORDER BY id DESC LIMIT 1"
UPDATE_ACCOUNT = (
    "UPDATE ledger_account SET balance = ?, held = ?, seq = ?, last_move = ? WHERE id = ?"
)
END_HOLD = (
    "UPDATE ledger_hold SET ended_at = ?, ended_as = ?, ended_by = ?"
    " WHERE request = ? AND account_id = ?"
)


class SqliteStore:
    """Needs a connection inside BEGIN IMMEDIATE: whoever holds it is the only writer."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._run_many = connection.executemany
        self._headings = Headings(lambda: self._run("SELECT id, book_id, unit FROM ledger_heading"))

    def originals(self, keys: Sequence[Key]) -> dict[Key, list[MoveRow]]:
        found: dict[Key, list[MoveRow]] = {}
        for key in keys:
            rows = self._run(
                f"SELECT {_of('m', MOVE)} FROM ledger_move f JOIN ledger_move m"
                " ON m.request = f.request AND m.digest = f.digest"
                " AND m.id >> ? = f.id >> ?"
                " WHERE f.request = ? AND f.account_id = ? AND f.part ="
                " (SELECT min(part) FROM ledger_move WHERE request = ? AND account_id = ?)"
                " ORDER BY m.id",
                (LINE_BITS, LINE_BITS, *key, *key),
            )
            if moves := [_move(row) for row in rows]:
                found[key] = moves
        return found

    def read(self, need: Need) -> View:
        accounts = self._accounts(need.accounts)
        # A request asked twice in one batch is looked up once.
        keys = list(
            {(request, id_) for request, pairs in need.asks for id_ in homes(pairs, accounts)}
        )
        last, last_posted_at = self._run(LAST_BATCH).fetchone() or (0, None)
        view = View(
            accounts=accounts,
            books={row[0]: Book._make(row) for row in self._run(BOOKS)},
            batch=last + 1,
            last_posted_at=last_posted_at,
            originals=need.originals,
        )
        moves = map(_move, self._by_keys("ledger_move", MOVE_T, keys))
        answers = map(AnswerRow._make, self._by_keys("ledger_answer", ANSWER_T, keys))
        remember(view.seen, moves, answers)
        for row in self._by_keys("ledger_hold", HOLD_T, list(set(need.holds))):
            hold = HoldRow._make(row)
            view.holds[hold.request, hold.account] = hold
        taken = [(row.id, row.account) for rows in need.originals.values() for row in rows]
        for id_, account in taken:
            if self._one(
                "SELECT 1 FROM ledger_move WHERE reverses = ? AND account_id = ?", id_, account
            ):
                view.reversed.add(id_)
        return view

    def write(self, changes: Changes) -> None:
        batch = changes.batch
        self._run(
            f"INSERT INTO ledger_batch ({BATCH}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                batch.id,
                batch.posted_at,
                batch.first_day,
                batch.last_day,
                batch.moves,
                batch.answers,
                batch.mac,
                batch.key_version,
            ),
        )
        self._insert("ledger_move", MOVE, changes.moves)
        self._insert("ledger_answer", ANSWER, changes.answers)
        self._insert("ledger_hold", HOLD, changes.placed)
        for hold in changes.ended:
            ending = (hold.ended_at, hold.ended_as, hold.ended_by, hold.request, hold.account)
            self._run(END_HOLD, ending)
        balances = [(a.balance, a.held, a.seq, a.last_move, a.id) for a in changes.accounts]
        self._run_many(UPDATE_ACCOUNT, balances)

    def _accounts(self, ids: list[int]) -> dict[int, Account]:
        if len(ids) <= FEW:
            rows = self._run(f"{ACCOUNTS} ({', '.join('?' * len(ids))})", ids)
        else:
            # A list of whole numbers is its own JSON, and one statement serves every size.
            rows = self._run(f"{ACCOUNTS} (SELECT value FROM json_each(?))", (str(ids),))
        return as_accounts(rows, self._headings)

    def _by_keys(self, table: str, columns: str, keys: Sequence[Key]) -> Iterator[Any]:
        for start in range(0, len(keys), KEYS_AT_ONCE):
            some = keys[start : start + KEYS_AT_ONCE]
            values = ",".join(["(?,?)"] * len(some))
            yield from self._run(
                f"SELECT {columns} FROM (VALUES {values}) k CROSS JOIN {table} t"
                " ON t.request = k.column1 AND t.account_id = k.column2",
                list(chain.from_iterable(some)),
            )

    def _insert(self, table: str, columns: str, rows: Sequence[Sequence[Any]]) -> None:
        row_marks = f"({', '.join('?' * (columns.count(',') + 1))})"
        for start in range(0, len(rows), ROWS_AT_ONCE):
            some = rows[start : start + ROWS_AT_ONCE]
            values = ", ".join([row_marks] * len(some))
            self._run(
                f"INSERT INTO {table} ({columns}) VALUES {values}", list(chain.from_iterable(some))
            )

    def _one(self, query: str, *values: object) -> Any:
        row = self._run(query, values).fetchone()
        return row and row[0]


def _move(row: Sequence[Any]) -> MoveRow:
    move = MoveRow._make(row)
    return move._replace(paired=bool(move.paired))
