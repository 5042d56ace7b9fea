"""Trouble becomes words and an exit code; a bug stays a bug."""

import errno

import psycopg
import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError
from django.utils import translation

from yika.domain.people.rules import HandleTaken, WrongLogin
from yika.kit.errors import Fault, Invalid, NotFound, Unavailable, Unknown
from yika.site.cli.troubles import explain


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (WrongLogin(), 5, "The name or the password is wrong. [people.wrong_login]"),
        (HandleTaken(handle="lin"), 4, "The name lin is taken. Choose another."),
        (NotFound(thing="card", name="7"), 3, "There is no card 7. [not_found]"),
        (
            Invalid([Fault("a.toml", "key", "expected x"), Fault("b", "", "y")]),
            2,
            "expected x\nb: y",
        ),
        (Unavailable("the provider does not answer"), 1, "the provider does not answer"),
        (Unknown("a payment", reference="ord_1"), 1, "by the reference ord_1"),
        (OperationalError("database is locked"), 1, "keeps the database busy"),
        (OperationalError("database or disk is full"), 1, "The disk is full"),
        (OperationalError("no such table: people_login"), 1, "Run: yika migrate"),
        (OperationalError("unable to open database file"), 1, "Run: yika init"),
        (OperationalError("attempt to write a readonly database"), 1, "permissions"),
        (OperationalError("connection refused"), 1, "cannot be reached: connection refused"),
        (OSError(errno.ENOSPC, "No space left"), 1, "The disk is full"),
        (OSError(errno.EADDRINUSE, "in use"), 1, "--port"),
        (PermissionError(errno.EACCES, "Permission denied", "keyring.toml"), 1, "keyring.toml"),
    ],
)
def test_what_went_wrong_is_said_with_its_exit_code(
    error: Exception, code: int, words: str
) -> None:
    with translation.override("en"):
        explained = explain(error)
    assert explained
    assert explained.code == code
    assert words in explained.words


def test_a_server_that_went_away_is_known_by_its_own_code() -> None:
    gone = psycopg.errors.AdminShutdown("terminating connection due to administrator command")
    explained = explain(caused(OperationalError("terminating connection"), gone))
    assert explained
    assert explained.code == 1


def test_a_missing_table_of_postgresql_asks_for_the_migrations() -> None:
    missing = psycopg.errors.UndefinedTable('relation "people_login" does not exist')
    with translation.override("en"):
        explained = explain(caused(ProgrammingError("relation does not exist"), missing))
    assert explained
    assert "yika migrate" in explained.words


@pytest.mark.parametrize(
    "bug", [ValueError("x"), IntegrityError("UNIQUE constraint failed"), ProgrammingError("syntax")]
)
def test_a_bug_is_not_explained_away(bug: Exception) -> None:
    assert explain(bug) is None


def test_words_come_in_the_language_of_the_reader() -> None:
    with translation.override("zh-hans"):
        explained = explain(WrongLogin())
    assert explained
    assert explained.words.startswith("用户名或密码")
