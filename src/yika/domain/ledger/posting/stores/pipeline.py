"""Sends several statements to PostgreSQL in one breath, and reads all their rows.

psycopg's own pipeline spends more on a small batch than the server does: it wakes up for every
statement. This one fills libpq's buffer, waits once, and reads until the answers are complete.
"""

import select
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from psycopg import Connection, OperationalError
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGresult

Rows = list[tuple[Any, ...]]
_DONE: Final = (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK)
_BINARY: Final = int(Format.BINARY)


class Statement(NamedTuple):
    """A statement with its parameters' types; by its name the server knows it again."""

    name: bytes
    sql: bytes
    types: Sequence[int]


class Call(NamedTuple):
    """A statement with its values, in PostgreSQL's binary form."""

    statement: Statement
    values: Sequence[bytes | None] = ()


BEGIN: Final = Statement(b"", b"BEGIN ISOLATION LEVEL READ COMMITTED", ())
COMMIT: Final = Statement(b"", b"COMMIT", ())


class Pipeline:
    """The statements of one connection. `remembers`: have the server keep what it has parsed."""

    def __init__(self, connection: Connection[Any], *, remembers: bool) -> None:
        self._connection = connection
        self._remembers = remembers
        self._kept: set[bytes] = set()

    def run(self, calls: Sequence[Call]) -> list[Rows]:
        """The rows of each call, in order. Begins a transaction when there is none.

        An error of the server is raised when all answers are in, and what stands behind it in
        the pipeline was not done.
        """
        server = self._connection.pgconn
        if server.transaction_status == TransactionStatus.IDLE:
            return self._exchange([Call(BEGIN), *calls])[1:]
        return self._exchange(calls)

    def _exchange(self, calls: Sequence[Call]) -> list[Rows]:
        server = self._connection.pgconn
        try:
            server.enter_pipeline_mode()
            new = self._send(calls)
            server.pipeline_sync()
            results = self._receive()
            server.exit_pipeline_mode()
        except BaseException:
            # Cut off in the middle: nobody can tell any more which answer belongs to what.
            self._connection.close()
            raise
        for statement, result in zip(new, results, strict=False):
            if result.status in _DONE:
                self._kept.add(statement.name)
        for result in results:
            if result.status not in _DONE:
                raise error_from_result(result, encoding="utf-8")
        return [self._rows(result) for result in results[len(new) :]]

    def _send(self, calls: Sequence[Call]) -> Sequence[Statement]:
        """Send everything; gives back the statements whose parsing is answered first."""
        server = self._connection.pgconn
        named = {call.statement.name: call.statement for call in calls if call.statement.name}
        new = [each for name, each in named.items() if self._remembers and name not in self._kept]
        for statement in new:
            server.send_prepare(statement.name, statement.sql, statement.types)
        for (name, sql, types), values in calls:
            formats = [_BINARY] * len(values)
            if name and self._remembers:
                server.send_query_prepared(name, values, formats, _BINARY)
            else:
                server.send_query_params(sql, values, types, formats, _BINARY)
        return new

    def _receive(self) -> list[PGresult]:
        """Push out what is still in our buffer and read, until the answer to the last is in."""
        server = self._connection.pgconn
        results: list[PGresult] = []
        sending = server.flush()
        while True:
            while sending or server.is_busy():
                self._wait(writing=bool(sending))
                server.consume_input()
                sending = sending and server.flush()
            result = server.get_result()
            if result is not None and result.status == ExecStatus.PIPELINE_SYNC:
                return results
            if result is not None:
                results.append(result)
            elif server.status != ConnStatus.OK:
                raise OperationalError("the connection was lost")

    def _wait(self, *, writing: bool) -> None:
        ready = select.poll()
        ready.register(self._connection.pgconn.socket, select.POLLIN | writing * select.POLLOUT)
        ready.poll()

    def _rows(self, result: PGresult) -> Rows:
        if not result.ntuples:
            return []
        reader = Transformer.from_context(self._connection)
        reader.set_pgresult(result)
        rows: Rows = reader.load_rows(0, result.ntuples, tuple)
        return rows
