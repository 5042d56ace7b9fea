"""The books in PostgreSQL: a few set-based statements per batch, sent without waiting for each."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from psycopg import Connection, Cursor
from psycopg.rows import tuple_row

from yika.domain.ledger.posting import arrays
from yika.domain.ledger.posting.arrays import (
    Bigints,
    Blobs,
    Booleans,
    Ints,
    Packed,
    Smallints,
    Texts,
)
from yika.domain.ledger.posting.store import Headings, Need, remember
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

# Held shared by whoever posts, and alone for the moment in which a day is ended.
BOOKING_LOCK: Final = 0x59494B41

_ACCOUNT = "id, heading_id, floor, ceiling, balance, held, seq, last_move, state"
_LOCK = (
    f"SELECT {_ACCOUNT} FROM ledger_account WHERE id = ANY(%s) AND floor IS NOT NULL"
    " ORDER BY id FOR NO KEY UPDATE"
)
_LOCK_ANY = (
    f"SELECT {_ACCOUNT} FROM ledger_account WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"
)
_LOOK = f"SELECT {_ACCOUNT} FROM ledger_account WHERE id = ANY(%s) AND floor IS NULL"
_BOOKS = (
    "SELECT id, zone, closed_through,"
    " (SELECT nextval(pg_get_serial_sequence('ledger_batch', 'id'))),"
    " (SELECT posted_at FROM ledger_batch ORDER BY id DESC LIMIT 1) FROM ledger_book"
)

Column = tuple[str, type[Packed]]
_MOVE: Final[tuple[Column, ...]] = (
    ("id", Bigints),
    ("account_id", Bigints),
    ("other_id", Bigints),
    ("amount", Bigints),
    ("balance_after", Bigints),
    ("seq", Ints),
    ("previous", Bigints),
    ("part", Smallints),
    ("paired", Booleans),
    ("request", Blobs),
    ("digest", Blobs),
    ("used_at", Bigints),
    ("booked_on", Ints),
    ("reason", Texts),
    ("way", Texts),
    ("reverses", Bigints),
)
_ANSWER: Final[tuple[Column, ...]] = (
    ("request", Blobs),
    ("account_id", Bigints),
    ("digest", Blobs),
    ("code", Texts),
    ("facts", Texts),
    ("used_at", Bigints),
    ("batch", Bigints),
    ("line", Smallints),
)
_HOLD: Final[tuple[Column, ...]] = (
    ("request", Blobs),
    ("account_id", Bigints),
    ("amount", Bigints),
    ("placed_at", Bigints),
    ("until", Bigints),
)
_NULL_AS_ZERO: Final = {"previous", "reverses"}  # no move has the id 0


def _names(columns: Sequence[Column], alias: str = "") -> str:
    return ", ".join(alias + name for name, _ in columns)


def _insert(table: str, columns: Sequence[Column]) -> str:
    values = ", ".join(
        f"nullif(v.{name}, 0)" if name in _NULL_AS_ZERO else f"v.{name}" for name, _ in columns
    )
    marks = ", ".join(["%s"] * len(columns))
    return (
        f"INSERT INTO {table} ({_names(columns)})"
        f" SELECT {values} FROM unnest({marks}) AS v ({_names(columns)})"
    )


def _by_keys(table: str, columns: str) -> str:
    return (
        f"SELECT {columns} FROM unnest(%s, %s) AS k (request, account_id)"
        f" JOIN {table} t ON t.request = k.request AND t.account_id = k.account_id"
    )


_INSERT_BATCH = (
    "INSERT INTO ledger_batch"
    " (id, posted_at, first_day, last_day, moves, answers, mac, key_version)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
)
_INSERT_MOVES = _insert("ledger_move", _MOVE)
_INSERT_ANSWERS = _insert("ledger_answer", _ANSWER)
_INSERT_HOLDS = (
    f"INSERT INTO ledger_hold ({_names(_HOLD)}, ended_as)"
    " SELECT v.*, '' FROM unnest(%s, %s, %s, %s, %s) AS v"
)
_END_HOLD = (
    "UPDATE ledger_hold SET ended_at = %s, ended_as = %s, ended_by = %s"
    " WHERE request = %s AND account_id = %s"
)
_UPDATE_ACCOUNTS = (
    "UPDATE ledger_account a SET balance = v.balance, held = v.held, seq = v.seq,"
    " last_move = nullif(v.last_move, 0)"
    " FROM unnest(%s, %s, %s, %s, %s) AS v (id, balance, held, seq, last_move) WHERE a.id = v.id"
)
_SEEN_MOVES = _by_keys("ledger_move", _names(_MOVE, "t."))
_SEEN_ANSWERS = _by_keys("ledger_answer", _names(_ANSWER, "t."))
_SEEN_HOLDS = _by_keys(
    "ledger_hold",
    "t.request, t.account_id, t.amount, t.placed_at, t.until, t.ended_at, t.ended_as, t.ended_by",
)
_ORIGINAL = (
    f"SELECT {_names(_MOVE, 'm.')} FROM ledger_move f JOIN ledger_move m"
    " ON m.request = f.request AND m.digest = f.digest AND m.id >> %s = f.id >> %s"
    " WHERE f.request = %s AND f.account_id = %s AND f.part ="
    " (SELECT min(part) FROM ledger_move WHERE request = %s AND account_id = %s) ORDER BY m.id"
)
_REVERSED = (
    "SELECT t.reverses FROM unnest(%s, %s) AS k (id, account_id)"
    " JOIN ledger_move t ON t.reverses = k.id AND t.account_id = k.account_id"
)


class PostgresStore:
    """Needs a connection inside a READ COMMITTED transaction.

    Locks come first and look-ups after, in statements of their own: each then sees what was
    committed while it waited for the lock. With `commits`, a write ends the transaction in the
    same breath; otherwise its owner does.
    """

    def __init__(self, connection: Connection[Any], *, commits: bool = False) -> None:
        self._connection = connection
        self._commits = commits
        self.writing = False  # true when a write, and with it perhaps a commit, was cut off
        # Accounts known to have no floor, which is for life: they are read without a lock.
        self._floorless: set[int] = set()
        self._headings = Headings(lambda: self._run("SELECT id, book_id, unit FROM ledger_heading"))
        arrays.register(connection)

    def originals(self, keys: Sequence[Key]) -> dict[Key, list[MoveRow]]:
        found: dict[Key, list[MoveRow]] = {}
        for key in keys:
            rows = self._run(_ORIGINAL, (LINE_BITS, LINE_BITS, *key, *key)).fetchall()
            if rows:
                found[key] = [MoveRow._make(row) for row in rows]
        return found

    def read(self, need: Need) -> View:
        floorless = self._floorless
        locked = [id_ for id_ in need.accounts if id_ not in floorless]
        looked = [id_ for id_ in need.accounts if id_ in floorless]
        # A request asked twice in one batch is looked up once.
        keys = {
            (request, id_)
            for request, pairs in need.asks
            for pair in pairs
            for id_ in pair
            if id_ not in floorless
        }
        with self._connection.pipeline():
            self._run("SELECT pg_advisory_xact_lock_shared(%s)", (BOOKING_LOCK,))
            reads = [
                self._run(query, (Bigints(ids),))
                for query, ids in ((_LOCK, locked), (_LOOK, looked))
                if ids
            ]
            books = self._run(_BOOKS)
            found = self._look_up(keys, need)
        accounts: dict[int, Account] = {}
        for rows in reads:
            self._add(accounts, rows)
        view = View(accounts, books={}, batch=0, last_posted_at=None, originals=need.originals)
        for id_, zone, closed, batch, last in books:
            view.books[id_] = Book(id_, zone, closed)
            view.batch, view.last_posted_at = batch, last
        found.fill(view)
        self._read_floorless(view, need)
        return view

    def write(self, changes: Changes) -> None:
        batch, moves = changes.batch, changes.moves
        self.writing = True
        with self._connection.pipeline():
            self._run(
                _INSERT_BATCH,
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
            if moves:
                self._run(_INSERT_MOVES, _packed(_MOVE, moves))
            if changes.answers:
                self._run(_INSERT_ANSWERS, _packed(_ANSWER, changes.answers))
            if changes.placed:
                self._run(_INSERT_HOLDS, _packed(_HOLD, changes.placed))
            for hold in changes.ended:
                ending = (hold.ended_at, hold.ended_as, hold.ended_by, hold.request, hold.account)
                self._run(_END_HOLD, ending)
            if changes.accounts:
                self._run(_UPDATE_ACCOUNTS, _updates(changes.accounts))
            if self._commits:
                self._connection.commit()
        self.writing = False

    def _add(self, accounts: dict[int, Account], rows: Cursor[Any]) -> None:
        headings = self._headings
        for row in rows:
            accounts[row[0]] = Account(row[0], headings[row[1]], *row[2:])

    def _run(self, query: str, values: Sequence[object] = ()) -> Cursor[Any]:
        # By name, for Django's connections would give a cursor that binds on the client.
        cursor = Cursor(self._connection, row_factory=tuple_row)
        return cursor.execute(query, values, prepare=True, binary=True)

    def _look_up(self, keys: Collection[Key], need: Need | None = None) -> "_Found":
        found = _Found()
        if keys:
            pairs = _pairs(keys)
            found.moves = self._run(_SEEN_MOVES, pairs)
            found.answers = self._run(_SEEN_ANSWERS, pairs)
        if need and need.holds:
            found.holds = self._run(_SEEN_HOLDS, _pairs(set(need.holds)))
        if need and need.originals:
            rows = [row for rows in need.originals.values() for row in rows]
            columns = Bigints([row.id for row in rows]), Bigints([row.account for row in rows])
            found.reversed = self._run(_REVERSED, columns)
        return found

    def _read_floorless(self, view: View, need: Need) -> None:
        """Accounts without a floor that are new to us, and moves that have no other home."""
        accounts = view.accounts
        if missing := [id_ for id_ in need.accounts if id_ not in accounts]:
            self._add(accounts, self._run(_LOOK, (Bigints(missing),)))
            self._floorless.update(id_ for id_ in missing if id_ in accounts)
        lone = {
            (request, home)
            for request, pairs in need.asks
            for home in homes(pairs, accounts)
            if accounts[home].floor is None
        }
        if lone:
            ids = sorted({home for _, home in lone})
            self._add(accounts, self._run(_LOCK_ANY, (Bigints(ids),)))
            self._look_up(lone).fill(view)


class _Found:
    """Look-ups under way; their rows are read when the pipeline has ended."""

    moves: Cursor[Any] | None = None
    answers: Cursor[Any] | None = None
    holds: Cursor[Any] | None = None
    reversed: Cursor[Any] | None = None

    def fill(self, view: View) -> None:
        remember(
            view.seen,
            map(MoveRow._make, self.moves or ()),
            map(AnswerRow._make, self.answers or ()),
        )
        for row in self.holds or ():
            hold = HoldRow._make(row)
            view.holds[hold.request, hold.account] = hold
        view.reversed.update(row[0] for row in self.reversed or ())


def _pairs(keys: Collection[Key]) -> tuple[Packed, Packed]:
    requests, accounts = zip(*keys, strict=True)
    return Blobs(requests), Bigints(accounts)


def _packed(columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> list[Packed]:
    values = list(zip(*rows, strict=True))
    return [
        kind([value or 0 for value in column] if name in _NULL_AS_ZERO else column)
        for (name, kind), column in zip(columns, values, strict=False)
    ]


def _updates(accounts: Sequence[Account]) -> tuple[Packed, ...]:
    return (
        Bigints([account.id for account in accounts]),
        Bigints([account.balance for account in accounts]),
        Bigints([account.held for account in accounts]),
        Ints([account.seq for account in accounts]),
        Bigints([account.last_move or 0 for account in accounts]),
    )
