"""Moves SQLite's log into its file beside the writer, so that no commit waits for it."""

import sqlite3
from contextlib import suppress
from threading import Event, Thread

ROWS_BEFORE_A_CHECKPOINT = 20_000
ROWS_BEFORE_A_FRESH_LOG = 400_000
PATIENCE = 100  # milliseconds that the writer waits for somebody who reads


class Checkpoints:
    """A thread with a connection of its own; the writer tells it how much it has written."""

    def __init__(self, path: str, writer: sqlite3.Connection) -> None:
        self._path = path
        self._writer = writer
        self._writer.execute("PRAGMA wal_autocheckpoint=0")
        self._since_checkpoint = self._since_fresh_log = 0
        self._wanted, self._over = Event(), False
        self._thread = Thread(target=self._run, name="ledger-checkpoints", daemon=True)
        self._thread.start()

    def after_commit(self, rows: int) -> None:
        """Checkpoint beside every so often; now and then let the log begin anew.

        Under unbroken writing the log never empties by itself. Most of it has been moved by
        then, so that the one wait for the rest is short.
        """
        self._since_checkpoint += rows
        self._since_fresh_log += rows
        if self._since_fresh_log >= ROWS_BEFORE_A_FRESH_LOG:
            self._since_fresh_log = self._since_checkpoint = 0
            self._begin_anew()
        elif self._since_checkpoint >= ROWS_BEFORE_A_CHECKPOINT:
            self._since_checkpoint = 0
            self._wanted.set()

    def _begin_anew(self) -> None:
        """Never a reason to fail: what was posted is durable, and the next turn tries again."""
        wait = self._writer.execute("PRAGMA busy_timeout").fetchone()[0]
        try:
            self._writer.execute(f"PRAGMA busy_timeout={PATIENCE}")
            with suppress(sqlite3.Error):
                self._writer.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()
        finally:
            self._writer.execute(f"PRAGMA busy_timeout={wait}")

    def close(self) -> None:
        self._over = True
        self._wanted.set()
        self._thread.join()

    def _run(self) -> None:
        connection = sqlite3.connect(self._path, isolation_level=None)
        try:
            while self._wanted.wait() and not self._over:
                self._wanted.clear()
                self._checkpoint(connection)
        finally:
            connection.close()

    @staticmethod
    def _checkpoint(connection: sqlite3.Connection) -> None:
        # Somebody else may be at it, or the disk is full, which the writer will hear.
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
