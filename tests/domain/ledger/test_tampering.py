"""Whoever changes the books behind the program's back is found out."""

import os
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from tests.domain.ledger.asking import hold, key, pay, spend, take_back
from tests.domain.ledger.conftest import ISSUER
from yika.domain.ledger import actions, verify
from yika.domain.ledger.models import Account, Answer, Batch, ClosedDay, DayTotal, Move
from yika.domain.ledger.posting.view import LINE_BITS
from yika.domain.ledger.rules import STREAM
from yika.domain.vault import queries as vault
from yika.kit.actor import Actor
from yika.kit.moments import to_micros

SOAK = bool(os.environ.get("YIKA_SOAK"))
MONDAY = date(2026, 11, 16)

# What fits no column, or only SQLite's.
NUMBERS = [2**63 - 1, -(2**63), -1, 0]
ANYTHING = ["text", "", 1.5, b"\xff\x00", None]

# Numbers given by the database that say nothing; and a moment that no figure depends on, which
# the journal's own sealed entry tells.
SAYS_NOTHING = {"ledger_daytotal.id", "ledger_closedday.id", "ledger_closedday.closed_at"}

# Of an account, what its moves and holds vouch for.
VOUCHED_FOR = ("balance", "held", "seq", "last_move")


def columns(model: Any, *only: str) -> list[str]:
    table = model._meta.db_table
    names = only or [field.column for field in model._meta.concrete_fields]
    return [name for name in names if f"{table}.{name}" not in SAYS_NOTHING]


COLUMNS = {
    model._meta.db_table: columns(model, *only)
    for model, only in (
        (Move, ()),
        (Batch, ()),
        (Answer, ()),
        (Account, VOUCHED_FOR),
        (DayTotal, ()),
        (ClosedDay, ()),
    )
}


@pytest.fixture
def books(
    purse: int, second: int, cash: int, shop: int, clerk: Actor, now: datetime
) -> dict[str, int]:
    """Some of everything: two closed days, two seals, and batches that no seal covers yet."""
    until = now + timedelta(hours=1)

    def post(day: date, *items: Any) -> None:
        used_at = to_micros(datetime(day.year, day.month, day.day, 4, tzinfo=UTC))
        dated = [type(item)(**fields(item) | {"used_at": used_at}) for item in items]
        with transaction.atomic():
            actions.post(dated, now=now)

    def fields(item: Any) -> dict[str, Any]:
        return {name: getattr(item, name) for name in item.__struct_fields__}

    post(
        MONDAY,
        pay("top", cash, purse, 1000),
        pay("ride", purse, shop, 200),
        pay("no", purse, shop, 9999),
    )
    post(MONDAY, pay("gift", purse, second, 300), spend("meal", (second, purse), shop, 450))
    actions.close_day(issuer=ISSUER, day=MONDAY, by=clerk, now=now, request_id="mo")
    actions.seal_batches(now=now)
    tuesday = MONDAY + timedelta(days=1)
    post(tuesday, take_back("back", purse, "ride"), pay("rent", shop, cash, 50))
    actions.close_day(issuer=ISSUER, day=tuesday, by=clerk, now=now, request_id="tu")
    actions.seal_batches(now=now)
    post(now.date(), hold("kept", purse, 10, until), hold("used", purse, 20, until))
    post(now.date(), pay("late", purse, shop, 20, hold=key("used")), pay("more", cash, purse, 5))
    return {"purse": purse, "second": second, "cash": cash, "shop": shop}


def sql(statement: str, *values: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def rows_of(table: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def place(table: str, row: dict[str, Any]) -> tuple[str, list[Any]]:
    """What finds exactly this row."""
    keys = {"ledger_move": ("id", "account_id"), "ledger_answer": ("request", "account_id")}
    names = keys.get(table, ("id",))
    return " AND ".join(f"{name} = %s" for name in names), [row[name] for name in names]


def other(value: Any) -> Any:
    """Something else of the same kind."""
    match value:
        case None:
            return 1
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return value + "x"
    raw = bytes(value)
    return bytes([raw[0] ^ 1]) + raw[1:]


def found_after(change: Callable[..., object], *arguments: object) -> list[str] | None:
    """What verify says after a change that is then undone; None when the database refused it."""
    try:
        with transaction.atomic():
            change(*arguments)
            if connection.vendor == "sqlite":
                sql("PRAGMA defer_foreign_keys = ON")
            troubles = [str(fault.trouble) for fault in verify.faults()]
            transaction.set_rollback(True)
    except (DataError, IntegrityError):
        return None
    return troubles


def test_untouched_books_have_no_faults(books: dict[str, int]) -> None:
    assert list(verify.faults(expected=vault.last_seal(STREAM))) == []
    assert Answer.objects.count() == 3
    assert verify.moves_total() == 10


def some(rows: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """The first, the last and one between; all of them in the long run."""
    return rows if SOAK else [rows[0], rows[len(rows) // 2], rows[-1]]


@pytest.mark.parametrize("table", COLUMNS)
def test_a_change_of_any_column_of_any_row_is_found(books: dict[str, int], table: str) -> None:
    for row in some(rows_of(table)):
        where, keys = place(table, row)
        for name in COLUMNS[table]:
            statement = f"UPDATE {table} SET {name} = %s WHERE {where}"
            told = found_after(sql, statement, other(row[name]), *keys)
            assert told or told is None, f"{name} of {row}"


def could_hold(there: Any, value: Any) -> bool:
    """PostgreSQL's columns have types. SQLite's keep anything; of bytes, what reads as bytes."""
    if connection.vendor == "sqlite":
        return not isinstance(there, bytes) or isinstance(value, str | bytes)
    return isinstance(there, int | None) and not isinstance(there, bool)


@pytest.mark.parametrize("table", COLUMNS)
def test_however_strange_the_value_verify_says_so_and_goes_on(
    books: dict[str, int], table: str
) -> None:
    row = rows_of(table)[0]
    where, keys = place(table, row)
    strange: Sequence[Any] = NUMBERS + (ANYTHING if connection.vendor == "sqlite" else [])
    for name in COLUMNS[table]:
        for value in strange:
            if value == row[name] or not could_hold(row[name], value):
                continue
            statement = f"UPDATE {table} SET {name} = %s WHERE {where}"
            told = found_after(sql, statement, value, *keys)
            assert told or told is None, f"{name} = {value!r}"


def test_a_deleted_move_is_found(books: dict[str, int]) -> None:
    for move in rows_of("ledger_move"):
        told = found_after(sql, "DELETE FROM ledger_move WHERE id = %s", move["id"])
        assert told, move["id"]


def insert(table: str, row: dict[str, Any]) -> int:
    names = ", ".join(row)
    marks = ", ".join(["%s"] * len(row))
    return sql(f"INSERT INTO {table} ({names}) VALUES ({marks})", *row.values())


@pytest.mark.parametrize("at", [1, 2, 900, -3, (1 << 48) + 1])
def test_a_forged_move_is_found_wherever_it_is_put(books: dict[str, int], at: int) -> None:
    last = rows_of("ledger_move")[-1]
    forged = last | {
        "id": (at << LINE_BITS) + 77,
        "account_id": books["second"],
        "request": b"f" * 16,
        "amount": 10_000,
    }
    assert found_after(insert, "ledger_move", forged)


def test_a_forged_move_that_fits_its_chain_and_its_account_is_found(books: dict[str, int]) -> None:
    account = next(row for row in rows_of("ledger_account") if row["id"] == books["purse"])
    last = next(row for row in rows_of("ledger_move") if row["id"] == account["last_move"])
    forged = last | {
        "id": last["id"] + 1,
        "amount": 1_000,
        "balance_after": account["balance"] + 1_000,
        "seq": account["seq"] + 1,
        "previous": last["id"],
        "request": b"f" * 16,
    }

    def rich() -> None:
        insert("ledger_move", forged)
        sql(
            "UPDATE ledger_account SET balance = %s, seq = %s, last_move = %s WHERE id = %s",
            *(forged["balance_after"], forged["seq"], forged["id"], books["purse"]),
        )

    assert verify.Trouble.BATCH_ALTERED in (found_after(rich) or [])


@pytest.mark.parametrize("batch", [1, 900, -3])
def test_a_forged_answer_is_found_wherever_it_is_put(books: dict[str, int], batch: int) -> None:
    kept = rows_of("ledger_answer")[0]
    forged = kept | {"request": b"f" * 16, "batch": batch, "line": 1}
    assert found_after(insert, "ledger_answer", forged)


def test_a_deleted_answer_is_found(books: dict[str, int]) -> None:
    for answer in rows_of("ledger_answer"):
        gone = "DELETE FROM ledger_answer WHERE batch = %s AND line = %s"
        assert found_after(sql, gone, answer["batch"], answer["line"])


def test_two_moves_that_changed_places_are_found(books: dict[str, int]) -> None:
    rides = [row for row in rows_of("ledger_move") if row["account_id"] == books["purse"]]
    one, two = rides[0]["id"], rides[1]["id"]

    def swap() -> None:
        for old, new in ((one, -1), (two, one), (-1, two)):
            sql("UPDATE ledger_move SET id = %s WHERE id = %s", new, old)

    assert found_after(swap)


def test_a_batch_that_vanished_with_all_its_moves_is_found_once_it_was_sealed(
    books: dict[str, int],
) -> None:
    """Even when the accounts were made to agree: the chain of seals counts the batches."""
    second = Batch.objects.order_by("id")[1]

    def forget() -> None:
        low, high = second.pk << LINE_BITS, (second.pk + 1) << LINE_BITS
        sql("DELETE FROM ledger_move WHERE id >= %s AND id < %s", low, high)
        sql("DELETE FROM ledger_batch WHERE id = %s", second.pk)

    troubles = found_after(forget) or []
    assert "rows_missing" in troubles


def test_the_last_sealed_batches_cut_off_with_their_seal_are_found_by_the_copy_kept_elsewhere(
    books: dict[str, int],
) -> None:
    kept = vault.last_seal(STREAM)
    assert kept
    sql("DELETE FROM ledger_batch WHERE seal = %s", kept.number)
    sql("DELETE FROM vault_seal WHERE stream = %s AND number = %s", STREAM, kept.number)
    troubles = [fault.trouble for fault in verify.faults(expected=kept)]
    assert "chain_cut" in troubles


def test_an_account_that_forgot_its_last_moves_is_found(books: dict[str, int]) -> None:
    moves = [row for row in rows_of("ledger_move") if row["account_id"] == books["purse"]]
    rich = max(moves, key=lambda row: row["balance_after"])

    def rewind() -> int:
        return sql(
            "UPDATE ledger_account SET balance = %s, seq = %s, last_move = %s WHERE id = %s",
            *(rich["balance_after"], rich["seq"], rich["id"], books["purse"]),
        )

    assert found_after(rewind) == [verify.Trouble.MOVES_UNCHAINED]


@pytest.mark.parametrize("table", ["ledger_daytotal", "ledger_closedday"])
def test_a_deleted_line_or_day_of_the_closed_books_is_found(
    books: dict[str, int], table: str
) -> None:
    for row in rows_of(table):
        told = found_after(sql, f"DELETE FROM {table} WHERE id = %s", row["id"])
        assert set(told or []) == {verify.Trouble.DAY_DIFFERS}, row


def test_a_first_day_that_vanished_with_its_lines_is_found(books: dict[str, int]) -> None:
    def forget() -> None:
        for table in ("ledger_daytotal", "ledger_closedday"):
            sql(f"DELETE FROM {table} WHERE day = (SELECT min(day) FROM ledger_closedday)")

    assert verify.Trouble.DAY_DIFFERS in (found_after(forget) or [])


def test_books_opened_again_behind_a_closed_day_are_found(books: dict[str, int]) -> None:
    told = found_after(sql, "UPDATE ledger_book SET closed_through = closed_through - 1")
    assert told == [verify.Trouble.DAY_DIFFERS]
    told = found_after(sql, "UPDATE ledger_book SET opened_on = opened_on - 1")
    assert told == [verify.Trouble.DAY_DIFFERS]


def test_every_fault_is_said_in_words_with_its_facts(books: dict[str, int]) -> None:
    sql("UPDATE ledger_move SET amount = amount + 1")
    sql("UPDATE ledger_hold SET amount = amount + 1")
    told = [str(fault) for fault in verify.faults()]
    assert told
    assert not [text for text in told if "{" in text]


def test_a_batch_whose_key_is_not_in_the_keyring_is_said_to_be_unreadable(
    books: dict[str, int],
) -> None:
    sql("UPDATE ledger_batch SET key_version = 77")
    troubles = {fault.trouble for fault in verify.faults()}
    assert verify.Trouble.BATCH_KEY_MISSING in troubles


def test_verifying_reports_every_move_as_progress(books: dict[str, int]) -> None:
    done: list[int] = []
    assert list(verify.faults(progress=done.append)) == []
    assert sum(done) == verify.moves_total()
