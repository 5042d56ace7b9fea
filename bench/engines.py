"""The two engines under measurement: their databases, and what they use up."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psycopg

from bench.meter import Metered, family_seconds
from tools.throwaway import Cluster

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "bench"  # on the disk of the repository, never in memory

SETTINGS = {
    "shared_buffers": "2GB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "15min",
    "fsync": "on",
    "synchronous_commit": "on",
}


class Engine(Metered, Protocol):
    """Makes databases, copies them and brings them to a checkpoint."""

    key: str
    title: str

    def make(self, name: str) -> str:
        """A new, empty database; its DATABASE_URL."""

    def url(self, name: str) -> str:
        """The DATABASE_URL of one that is there."""

    def copy(self, name: str, to: str) -> str:
        """A durable copy of a database that nobody uses right now; its DATABASE_URL."""

    def remove(self, name: str) -> None: ...

    def checkpoint(self, name: str) -> None:
        """Everything written so far goes to its place; the next writes begin the log anew."""


class PostgresEngine:
    """A throwaway server, set up as one in service would be."""

    key = "pg"
    title = "PostgreSQL"

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        pid = (cluster.data / "postmaster.pid").read_text(encoding="utf-8").split()[0]
        self._postmaster = int(pid)
        self._asking = psycopg.connect(cluster.url("postgres"), autocommit=True)

    def make(self, name: str) -> str:
        self.cluster.run("createdb", name)
        return self.cluster.url(name)

    def url(self, name: str) -> str:
        return self.cluster.url(name)

    def copy(self, name: str, to: str) -> str:
        self.cluster.run("createdb", "--template", name, to)
        return self.cluster.url(to)

    def remove(self, name: str) -> None:
        self.cluster.run("dropdb", name)

    def checkpoint(self, name: str) -> None:  # noqa: ARG002  one log serves all databases
        self._asking.execute("CHECKPOINT")

    def processor_seconds(self) -> float:
        return family_seconds(self._postmaster)

    def log_bytes(self) -> int:
        """WAL inserted so far."""
        row = self._asking.execute("SELECT pg_current_wal_insert_lsn() - '0/0'").fetchone()
        assert row is not None
        return int(row[0])

    def close(self) -> None:
        self._asking.close()


class SqliteEngine:
    """Files in a folder; the engine runs inside whoever writes."""

    key = "sqlite"
    title = "SQLite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, name: str) -> str:
        return self.url(name)

    def url(self, name: str) -> str:
        return f"sqlite:///{self.path(name)}"

    def copy(self, name: str, to: str) -> str:
        self.checkpoint(name)
        shutil.copyfile(self.path(name), self.path(to))
        with self.path(to).open("rb") as file:
            os.fsync(file.fileno())
        return self.make(to)

    def remove(self, name: str) -> None:
        for path in self._folder.glob(f"{name}.sqlite3*"):
            path.unlink()

    def checkpoint(self, name: str) -> None:
        with closing(sqlite3.connect(self.path(name))) as connection:
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            assert not busy, "somebody still uses this database"

    def path(self, name: str) -> Path:
        return self._folder / f"{name}.sqlite3"

    @staticmethod
    def processor_seconds() -> float:
        return 0

    @staticmethod
    def log_bytes() -> int:
        """What this process has handed to the system to write: the WAL, and its checkpoints."""
        fields = dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())
        return int(fields["wchar"])


@dataclass(frozen=True, slots=True)
class Engines:
    """Both engines on one disk, and the folder that is theirs."""

    postgres: PostgresEngine
    sqlite: SqliteEngine
    folder: Path

    def __iter__(self) -> Iterator[Engine]:
        yield self.postgres
        yield self.sqlite


@contextmanager
def engines() -> Iterator[Engines]:
    """Both engines, gone with all their data afterwards."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=FOLDER))
    try:
        with Cluster(settings=SETTINGS, under=FOLDER) as cluster:
            server = PostgresEngine(cluster)
            try:
                yield Engines(server, SqliteEngine(folder), folder)
            finally:
                server.close()
    finally:
        shutil.rmtree(folder)
        if not any(FOLDER.iterdir()):
            FOLDER.rmdir()
