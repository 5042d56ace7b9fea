"""Many rows in one statement: values come back as they went in, and nothing else is written."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from yika.kit import bulk

SOME = UUID(int=7)
NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE shelf (a, b, c)")
        yield connection


class Recorded:
    """Stands for a connection of psycopg, and keeps what it was told to copy."""

    def __init__(self) -> None:
        self.statement, self.text = "", ""

    def cursor(self) -> "Recorded":
        return self

    def copy(self, statement: str) -> "Recorded":
        self.statement = statement
        return self

    def write(self, text: str) -> None:
        self.text += text

    def __enter__(self) -> "Recorded":
        return self

    def __exit__(self, *_: object) -> None: ...


def copied(columns: dict[str, Any]) -> str:
    to = Recorded()
    bulk.insert(to, "shelf", columns)
    return to.text


def test_columns_become_rows_and_a_single_value_stands_in_each(
    database: sqlite3.Connection,
) -> None:
    bulk.insert(database, "shelf", {"a": [1, 2, 3], "c": "x", "b": [None, True, None]})

    rows = database.execute("SELECT a, b, c FROM shelf").fetchall()
    assert rows == [(1, None, "x"), (2, 1, "x"), (3, None, "x")]


def test_sqlite_gets_ids_and_moments_as_django_keeps_them(database: sqlite3.Connection) -> None:
    here = NOON.astimezone(timezone(timedelta(hours=8))) + timedelta(microseconds=5)
    bulk.insert(database, "shelf", {"a": [SOME, None], "b": [NOON, here], "c": [b"\0\xff", None]})

    assert database.execute("SELECT * FROM shelf").fetchall() == [
        (SOME.hex, "2026-11-20 04:00:00", b"\0\xff"),
        (None, "2026-11-20 04:00:00.000005", None),
    ]


def test_postgresql_gets_the_text_of_a_copy() -> None:
    to = Recorded()
    bulk.insert(to, "shelf", {"a": [1, 2], "b": ["x", None], "c": SOME})

    assert to.statement == "COPY shelf (a, b, c) FROM STDIN"
    assert to.text == f"1\tx\t{SOME.hex}\n2\t\\N\t{SOME.hex}\n"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("a\tb\nc\\N\r", r"a\tb\nc\\N\r"),
        (b"\\x\0", r"\\x5c7800"),
        (-5, "-5"),
        (False, "False"),
        ("", ""),
        (r"\N", r"\\N"),
    ],
)
def test_no_value_is_mistaken_for_the_end_of_a_cell_or_for_nothing(
    value: object, written: str
) -> None:
    assert copied({"a": [value]}) == f"{written}\n"


def test_more_rows_than_are_sent_at_once_all_arrive_in_order() -> None:
    count = 2 * bulk.ROWS_AT_ONCE + 1

    assert copied({"a": list(range(count))}).split() == [str(number) for number in range(count)]


@pytest.mark.parametrize("columns", [{"a": [1], "b": [1, 2]}, {"a": 1}])
def test_columns_that_do_not_fit_together_are_a_mistake(columns: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="one length"):
        copied(columns)


def test_no_rows_are_no_rows(database: sqlite3.Connection) -> None:
    bulk.insert(database, "shelf", {"a": [], "b": 1})

    assert database.execute("SELECT count(*) FROM shelf").fetchone() == (0,)
