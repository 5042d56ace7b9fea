"""DATABASE_URL as Django wants it."""

from pathlib import Path

import pytest

from yika.kit.errors import Invalid
from yika.site.databases import database


def test_sqlite_keeps_what_it_acknowledged_and_waits_for_others(tmp_path: Path) -> None:
    made = database(f"sqlite:///{tmp_path}/a b.sqlite3")
    assert made["NAME"] == f"{tmp_path}/a b.sqlite3"
    assert made["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "PRAGMA journal_mode=WAL;" in made["OPTIONS"]["init_command"]
    assert "PRAGMA synchronous=FULL;" in made["OPTIONS"]["init_command"]


def test_a_relative_path_begins_where_the_program_was_started() -> None:
    assert database("sqlite:///var/yika.sqlite3")["NAME"] == str(Path("var/yika.sqlite3").resolve())


def test_postgresql_takes_several_hosts_and_every_option_of_libpq() -> None:
    made = database(
        "postgresql://yika:p%40ss@one:5432,two:5433/cards"
        "?target_session_attrs=read-write&connect_timeout=2"
    )
    assert (made["HOST"], made["PORT"]) == ("one,two", "5432,5433")
    assert (made["NAME"], made["USER"], made["PASSWORD"]) == ("cards", "yika", "p@ss")
    assert made["OPTIONS"] == {"target_session_attrs": "read-write", "connect_timeout": "2"}


def test_postgresql_may_be_reached_by_a_socket() -> None:
    assert database("postgres://yika@%2Frun%2Fpg/cards")["HOST"] == "/run/pg"


@pytest.mark.parametrize(
    "url",
    ["", "mysql://h/n", "sqlite://", "sqlite:///", "postgresql://h", "postgresql://h/n?no-such=1"],
)
def test_what_cannot_be_a_database_is_refused_with_the_reason(url: str) -> None:
    with pytest.raises(Invalid) as refused:
        database(url)
    assert refused.value.faults[0].where == "DATABASE_URL"
