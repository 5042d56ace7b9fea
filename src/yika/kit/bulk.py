"""Many rows into one table at once: COPY on PostgreSQL, one prepared statement on SQLite.

Rows come by column, so that what a value needs is decided once for all of its column. A single
value stands for a column in which every row has the same. The text of PostgreSQL's COPY is
described in its documentation, COPY, "Text Format".
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from itertools import islice, repeat
from typing import Any
from uuid import UUID

Convert = Callable[[Any], Any]

ROWS_AT_ONCE = 1000
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def insert(connection: Any, table: str, columns: Mapping[str, list[Any] | object]) -> None:
    """Append rows to a table, in the transaction that is open on this database connection.

    A list is a column with a value per row: of one type, or None. The lists are equally long.
    Anything else is the same in every row. A text may hold anything but null characters.
    """
    lengths = {len(column) for column in columns.values() if isinstance(column, list)}
    if len(lengths) != 1:
        raise ValueError(f"expected columns of one length, not of {sorted(lengths)}")
    if isinstance(connection, sqlite3.Connection):
        _insert(connection, table, columns)
    else:
        _copy(connection, table, columns)


def _insert(connection: sqlite3.Connection, table: str, columns: Mapping[str, object]) -> None:
    rows = zip(*(_column(each, _for_sqlite, None) for each in columns.values()), strict=False)
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608


def _copy(connection: Any, table: str, columns: Mapping[str, object]) -> None:
    rows = zip(*(_column(each, _for_postgres, r"\N") for each in columns.values()), strict=False)
    lines = map("\t".join, rows)
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        while some := list(islice(lines, ROWS_AT_ONCE)):
            copy.write("\n".join(some) + "\n")


def _column(
    column: object, converter: Callable[[list[Any]], Convert | None], nothing: object
) -> Iterable[Any]:
    """The values as the engine wants them, without end where every row has the same."""
    if not isinstance(column, list):
        return repeat(next(iter(_column([column], converter, nothing))))
    values = [value for value in column if value is not None] if None in column else column
    convert = converter(values) if values else None
    if values is column:
        return map(convert, column) if convert else column
    return (nothing if each is None else convert(each) if convert else each for each in column)


def _for_sqlite(values: list[Any]) -> Convert | None:
    converters: dict[type, Convert] = {UUID: _hex, datetime: _naive}
    return converters.get(type(values[0]))


def _for_postgres(values: list[Any]) -> Convert | None:
    kind = type(values[0])
    if issubclass(kind, str):
        text = "".join(values)
        return _escape if any(mark in text for mark in "\\\t\n\r") else None
    converters: dict[type, Convert] = {UUID: _hex, bytes: _bytes, datetime: datetime.isoformat}
    return converters.get(kind, str)


def _escape(text: str) -> str:
    return text.translate(_ESCAPED)


def _bytes(raw: bytes) -> str:
    return rf"\\x{raw.hex()}"


def _hex(uuid: UUID) -> str:
    """As both understand it, and as Django keeps it where the database has no type for it."""
    return uuid.hex


def _naive(moment: datetime) -> str:
    """As Django keeps it where the database has no type for it: in UTC, without saying so."""
    return str(moment.astimezone(UTC).replace(tzinfo=None))
