"""The SQL that the books speak to PostgreSQL: every statement takes whole columns."""

from collections.abc import Sequence
from typing import Final

from yika.domain.ledger.posting.stores.arrays import (
    Bigints,
    Blobs,
    Booleans,
    Ints,
    Packed,
    Smallints,
    Texts,
)
from yika.domain.ledger.posting.stores.pipeline import Statement
from yika.domain.ledger.posting.view import LINE_BITS

# Held shared by whoever posts, and alone for the moment in which a day is ended.
BOOKING_LOCK: Final = 0x59494B41

Column = tuple[str, type[Packed]]
ACCOUNT: Final = "id, heading_id, floor, ceiling, balance, held, seq, last_move, state"
MOVE: Final[tuple[Column, ...]] = (
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
ANSWER: Final[tuple[Column, ...]] = (
    ("request", Blobs),
    ("account_id", Bigints),
    ("digest", Blobs),
    ("code", Texts),
    ("facts", Texts),
    ("used_at", Bigints),
    ("batch", Bigints),
    ("line", Smallints),
)
HOLD: Final[tuple[Column, ...]] = (
    ("request", Blobs),
    ("account_id", Bigints),
    ("amount", Bigints),
    ("placed_at", Bigints),
    ("until", Bigints),
    ("ended_at", Bigints),
    ("ended_as", Texts),
    ("ended_by", Blobs),
)
BATCH: Final[tuple[Column, ...]] = (
    ("id", Bigints),
    ("posted_at", Bigints),
    ("first_day", Ints),
    ("last_day", Ints),
    ("moves", Ints),
    ("answers", Ints),
    ("mac", Blobs),
    ("key_version", Smallints),
)
BALANCE: Final[tuple[Column, ...]] = (
    ("id", Bigints),
    ("balance", Bigints),
    ("held", Bigints),
    ("seq", Ints),
    ("last_move", Bigints),
)
KEY: Final[tuple[Column, ...]] = (("request", Blobs), ("account_id", Bigints))


def _statement(name: str, sql: str, *kinds: type[Packed]) -> Statement:
    return Statement(name.encode(), sql.encode(), [kind.array_oid for kind in kinds])


def _names(columns: Sequence[Column], alias: str = "") -> str:
    return ", ".join(alias + name for name, _ in columns)


def _unnested(columns: Sequence[Column]) -> str:
    marks = ", ".join(f"${place}" for place in range(1, len(columns) + 1))
    return f"unnest({marks}) AS v ({_names(columns)})"


def _insert(table: str, columns: Sequence[Column]) -> Statement:
    sql = (
        f"INSERT INTO {table} ({_names(columns)})"
        f" SELECT {_names(columns, 'v.')} FROM {_unnested(columns)}"
    )
    return _statement(f"insert {table}", sql, *(kind for _, kind in columns))


def _by_keys(table: str, columns: Sequence[Column]) -> Statement:
    sql = (
        f"SELECT {_names(columns, 't.')} FROM {_unnested(KEY)} JOIN {table} t"
        " ON t.request = v.request AND t.account_id = v.account_id"
    )
    return _statement(f"seen {table}", sql, *(kind for _, kind in KEY))


SHARE_BOOKING = _statement("share", f"SELECT pg_advisory_xact_lock_shared({BOOKING_LOCK})")
LOCK = _statement(
    "lock",
    f"SELECT {ACCOUNT} FROM ledger_account WHERE id = ANY($1) AND floor IS NOT NULL"
    " ORDER BY id FOR NO KEY UPDATE",
    Bigints,
)
LOCK_ANY = _statement(
    "lock any",
    f"SELECT {ACCOUNT} FROM ledger_account WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE",
    Bigints,
)
LOOK = _statement(
    "look",
    f"SELECT {ACCOUNT} FROM ledger_account WHERE id = ANY($1) AND floor IS NULL",
    Bigints,
)
BOOKS = _statement(
    "books",
    "SELECT id, zone, closed_through,"
    " (SELECT nextval(pg_get_serial_sequence('ledger_batch', 'id'))),"
    " (SELECT posted_at FROM ledger_batch ORDER BY id DESC LIMIT 1) FROM ledger_book",
)
HEADINGS = _statement("headings", "SELECT id, book_id, unit FROM ledger_heading")
SEEN_MOVES = _by_keys("ledger_move", MOVE)
SEEN_ANSWERS = _by_keys("ledger_answer", ANSWER)
SEEN_HOLDS = _by_keys("ledger_hold", HOLD)
ORIGINALS = _statement(
    "originals",
    f"SELECT k.request, k.account_id, {_names(MOVE, 'm.')}"
    " FROM unnest($1, $2) AS k (request, account_id) CROSS JOIN LATERAL ("
    "   SELECT f.id, f.digest FROM ledger_move f"
    "   WHERE f.request = k.request AND f.account_id = k.account_id ORDER BY f.part LIMIT 1) f"
    " JOIN ledger_move m ON m.request = k.request AND m.digest = f.digest"
    f" AND m.id >> {LINE_BITS} = f.id >> {LINE_BITS} ORDER BY m.id",
    Blobs,
    Bigints,
)
REVERSED = _statement(
    "reversed",
    "SELECT t.reverses FROM unnest($1, $2) AS k (id, account_id)"
    " JOIN ledger_move t ON t.reverses = k.id AND t.account_id = k.account_id",
    Bigints,
    Bigints,
)
INSERT_BATCH = _insert("ledger_batch", BATCH)
INSERT_MOVES = _insert("ledger_move", MOVE)
INSERT_ANSWERS = _insert("ledger_answer", ANSWER)
INSERT_HOLDS = _insert("ledger_hold", HOLD)
END_HOLDS = _statement(
    "end holds",
    "UPDATE ledger_hold h SET ended_at = v.ended_at, ended_as = v.ended_as, ended_by = v.ended_by"
    f" FROM {_unnested(HOLD)} WHERE h.request = v.request AND h.account_id = v.account_id",
    *(kind for _, kind in HOLD),
)
UPDATE_ACCOUNTS = _statement(
    "accounts",
    "UPDATE ledger_account a SET balance = v.balance, held = v.held, seq = v.seq,"
    f" last_move = v.last_move FROM {_unnested(BALANCE)} WHERE a.id = v.id",
    *(kind for _, kind in BALANCE),
)
