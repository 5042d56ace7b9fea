"""Books in a database of their own, which threads and processes can share and tests may break."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.db import connection, connections
from psycopg import sql

from yika.domain.ledger.posting.seal import SealKey
from yika.domain.ledger.posting.writer import PostgresWriter, SqliteWriter, open_writer

TEMPLATE = f"yika_books_template_{os.getpid()}"  # tests run in several processes
ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class RealBooks:
    """Where the books are, for whoever opens them, and the key that seals them."""

    url: str
    seal: SealKey

    @property
    def on_sqlite(self) -> bool:
        return self.url.startswith("sqlite:")

    @property
    def path(self) -> str:
        return self.url.removeprefix("sqlite:///")

    def writer(self) -> SqliteWriter | PostgresWriter:
        return open_writer(self.url, seal=self.seal)

    def begin(self, role: str, *arguments: object) -> "subprocess.Popen[str]":
        """Start another process that writes to these books; see `other_process`."""
        known = [self.url, str(self.seal.version), self.seal.key.hex()]
        command = [sys.executable, "-m", "tests.domain.ledger.other_process", role, *known]
        return subprocess.Popen(
            [*command, *map(str, arguments)],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            stdout=subprocess.PIPE,
            stdin=subprocess.PIPE,
            text=True,
        )


@contextmanager
def template(folder: Path) -> Iterator[str]:
    """A copy of the empty test database that nobody is connected to: a file, or a database."""
    if connection.vendor == "sqlite":
        path = str(folder / "template.sqlite3")
        connection.ensure_connection()
        connection.connection.execute("VACUUM INTO ?", [path])
        yield path
        return
    of = connection.settings_dict["NAME"]
    connection.close()
    _copy(of, TEMPLATE)
    yield TEMPLATE
    _drop(TEMPLATE)


@contextmanager
def copied(of: str, folder: Path) -> Iterator[str]:
    """The address of a fresh copy of the template, which Django is connected to meanwhile."""
    if connection.vendor == "sqlite":
        path = folder / "books.sqlite3"
        path.write_bytes(Path(of).read_bytes())
        with _connected_to(str(path)):
            yield f"sqlite:///{path}"
        return
    name = f"yika_books_{os.getpid()}"
    _copy(of, name)
    try:
        with _connected_to(name):
            yield address(name)
    finally:
        _drop(name)


def address(database: str) -> str:
    """The run's own DATABASE_URL with another database in it."""
    return urlunsplit(urlsplit(settings.CONFIG.database_url)._replace(path=f"/{database}"))


def administer(statement: str, *names: str, values: Sequence[Any] = ()) -> None:
    """Run one statement beside the databases of the tests."""
    query = sql.SQL(statement).format(*map(sql.Identifier, names))  # type: ignore[arg-type]
    with psycopg.connect(address("postgres"), autocommit=True) as server:
        server.execute(query, values or None)


def _copy(of: str, name: str) -> None:
    _drop(name)
    administer("CREATE DATABASE {} TEMPLATE {}", name, of)


def _drop(name: str) -> None:
    administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    before, known = connections["default"], connections.settings["default"]
    connections.settings["default"] = known | {"NAME": name}
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = known
        connections["default"] = before
