"""Posts outside Django: its own connection, one transaction per batch, group commit for many."""

import asyncio
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import ReadOnlySqlTransaction

from yika.domain.ledger.posting.engine import Overtaken, check_items, lines_of, post
from yika.domain.ledger.posting.items import AnyItem, Outcome
from yika.domain.ledger.posting.seal import SealKey
from yika.domain.ledger.posting.stores.checkpoints import Checkpoints
from yika.domain.ledger.posting.stores.postgres import PostgresStore
from yika.domain.ledger.posting.stores.sqlite import SqliteStore
from yika.domain.ledger.posting.view import LINES_MAX
from yika.kit.errors import Unavailable, Unknown

ITEMS_AT_ONCE = 8000

Answers = Sequence[Outcome | Exception]

# Every statement of a batch finds its rows by key. A plan made for one batch's size is wrong for
# the next, and one that reads or sorts a whole table is wrong for all.
BY_KEY_ONLY = {
    "plan_cache_mode": "force_generic_plan",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "enable_seqscan": "off",
    "enable_bitmapscan": "off",
    "jit": "off",
    "default_transaction_isolation": r"read\ committed",
}


class Writer(Protocol):
    """Posts a batch and answers once it is durable."""

    def post(self, items: Sequence[AnyItem], *, now: datetime) -> list[Outcome]:
        """Answer every item. Unavailable: nothing was written. Unknown: post the same again."""

    def close(self) -> None: ...


class SqliteWriter:
    """The one writer of a SQLite file, as far as its lock reaches."""

    def __init__(self, path: str, *, seal: SealKey, wait: float = 20) -> None:
        self._seal = seal
        self._connection = sqlite3.connect(
            path, timeout=wait, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-262144"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._store = SqliteStore(self._connection)
        self._checkpoints = Checkpoints(path, self._connection)

    def post(self, items: Sequence[AnyItem], *, now: datetime) -> list[Outcome]:
        committing = False
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            outcomes = post(self._store, items, now=now, seal=self._seal)
            committing = True
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if committing and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_IOERR:
                # What was written but not made sure may be there after a restart, or not.
                what, reference = f"the disk failed: {error}", items[0].request.hex()
                raise Unknown(what, reference=reference) from error
            raise Unavailable(f"the database refused to write: {error}") from error
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        self._checkpoints.after_commit(len(items))
        return outcomes

    def close(self) -> None:
        self._checkpoints.close()
        self._connection.close()


class PostgresWriter:
    """One connection to PostgreSQL, renewed when it breaks."""

    def __init__(self, url: str, *, seal: SealKey) -> None:
        self._url = url
        self._seal = seal
        self._connection: psycopg.Connection | None = None
        self._store: PostgresStore | None = None

    def post(self, items: Sequence[AnyItem], *, now: datetime) -> list[Outcome]:
        try:
            return self._post(items, now)
        except Overtaken:
            return self._post(items, now)

    def _post(self, items: Sequence[AnyItem], now: datetime) -> list[Outcome]:
        connection, store = self._connect()
        try:
            outcomes = post(store, items, now=now, seal=self._seal)
            connection.commit()
        except (psycopg.OperationalError, ReadOnlySqlTransaction) as error:
            self.close()
            cut_off = store.writing and says_nothing(error)
            raise _trouble(error, cut_off=cut_off, reference=items[0].request) from error
        except BaseException:
            self.close()  # what is half done goes with it
            raise
        return outcomes

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = self._store = None

    def _connect(self) -> tuple[psycopg.Connection, PostgresStore]:
        if self._connection is not None and self._store is not None:
            return self._connection, self._store
        try:
            theirs = str(conninfo_to_dict(self._url).get("options") or "")
            ours = " ".join(f"-c {name}={value}" for name, value in BY_KEY_ONLY.items())
            self._connection = psycopg.connect(self._url, options=f"{theirs} {ours}")
        except psycopg.OperationalError as error:
            raise _trouble(error) from error
        self._store = PostgresStore(self._connection, commits=True, remembers=True)
        return self._connection, self._store


def says_nothing(error: BaseException | None) -> bool:
    """Whether the server went away rather than refused: a refusal came before any commit."""
    state = error.sqlstate if isinstance(error, psycopg.Error) else None
    return state is None or state.startswith(("08", "57P"))


def _trouble(
    error: psycopg.Error, *, cut_off: bool = False, reference: bytes = b""
) -> Unavailable | Unknown:
    """Cut off between sending the commit and hearing of it, only asking again tells."""
    if cut_off:
        return Unknown("the database went away while it wrote", reference=reference.hex())
    return Unavailable(f"the database cannot be reached: {error}")


def open_writer(url: str, *, seal: SealKey) -> SqliteWriter | PostgresWriter:
    """A writer for the database of a `DATABASE_URL`."""
    if url.startswith("sqlite:"):
        return SqliteWriter(unquote(urlsplit(url).path).removeprefix("/"), seal=seal)
    return PostgresWriter(url, seal=seal)


class GroupCommit:
    """Many callers, one writer: what arrives while a commit runs goes into the next one.

    No timer: a batch leaves the moment the writer is free, so a lone caller never waits for
    company and a crowd shares the cost of a commit.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._thread = ThreadPoolExecutor(1, "ledger-writer")
        self._waiting: list[tuple[AnyItem, asyncio.Future[Outcome]]] = []
        self._running: asyncio.Task[None] | None = None

    def post(self, item: AnyItem) -> "asyncio.Future[Outcome]":
        """Await it for the answer to one item, durable by then."""
        check_items([item])  # at the door, so that a mistake is only its maker's
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Outcome] = loop.create_future()
        self._waiting.append((item, future))
        if self._running is None:
            self._running = loop.create_task(self._run())
        return future

    async def close(self) -> None:
        if self._running is not None:
            await self._running
        self._thread.shutdown()
        self._writer.close()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while batch := self._take():
            items = [item for item, _ in batch]
            try:
                answers: Answers = await loop.run_in_executor(self._thread, self._post, items)
            except Exception as error:
                answers = [error] * len(batch)  # every caller of this batch hears of it
            for (_, future), answer in zip(batch, answers, strict=True):
                _settle(future, answer)
        self._running = None

    def _take(self) -> list[tuple[AnyItem, "asyncio.Future[Outcome]"]]:
        lines = count = 0
        for item, _ in self._waiting[:ITEMS_AT_ONCE]:
            lines += lines_of(item)
            if lines > LINES_MAX:
                break
            count += 1
        batch = self._waiting[:count]
        del self._waiting[:count]
        return batch

    def _post(self, items: list[AnyItem]) -> list[Outcome]:
        now = datetime.now(UTC)
        try:
            return self._writer.post(items, now=now)
        except Unknown as unknown:
            # The ids are remembered: asking the same again moves nothing twice.
            try:
                return self._writer.post(items, now=now)
            except Exception:
                raise unknown from None  # the first time it may have been written


def _settle(future: "asyncio.Future[Outcome]", answer: Outcome | Exception) -> None:
    if future.cancelled():
        return  # whoever asked has gone; asking again with the same id gets the answer
    if isinstance(answer, Exception):
        future.set_exception(answer)
    else:
        future.set_result(answer)
