"""Tables of moves that differ in nothing but how the moves of an account are found."""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, Final, Protocol

import psycopg

from yika.domain.ledger.posting.writer import BY_KEY_ONLY
from yika.kit.ids import new_id

COLUMNS: Final = "id, account, seq, previous, amount, balance_after, request, digest"
COUNTED: Final = "SELECT (SELECT count(*) FROM move), (SELECT sum(seq) FROM account)"
ONE_ANSWER: Final = "CREATE UNIQUE INDEX one_answer ON move (request, account)"
# How the moves are kept: what makes the table, and how the last ones of an account are read.
BY_KEY: Final = "SELECT * FROM move WHERE account = {value} ORDER BY seq DESC LIMIT 50"
BY_CHAIN: Final = """
    WITH RECURSIVE chain AS (
        SELECT m.*, 1 AS place FROM account a JOIN move m ON m.id = a.last WHERE a.id = {value}
        UNION ALL
        SELECT m.*, chain.place + 1 FROM chain JOIN move m ON m.id = chain.previous
        WHERE chain.place < 50
    ) SELECT * FROM chain ORDER BY place
"""

DIGEST: Final = bytes(16)

Row = tuple[int, int, int, int, int, int, bytes, bytes]
State = tuple[int, int, int, int]  # account, seq, balance, last move


class Cards:
    """Which cards are used: any of them, and a few over and over, whose last moves are read."""

    def __init__(self, count: int) -> None:
        self._random = random.Random(1)
        self._all = range(1, count + 1)
        self.frequent = range(1, 101)

    def draw(self, uses: int) -> list[int]:
        """One use in forty is of a frequent card."""
        often = self._random.choices(self.frequent, k=uses // 40)
        drawn = often + self._random.choices(self._all, k=uses - len(often))
        self._random.shuffle(drawn)
        return drawn


def decide(
    accounts: Sequence[int], states: Iterator[State], first: int
) -> tuple[list[Row], list[State]]:
    """One move for each use, following from what each account last was."""
    now = {state[0]: state for state in states}
    rows: list[Row] = []
    for id_, account in enumerate(accounts, first):
        _, seq, balance, last = now[account]
        rows.append((id_, account, seq + 1, last, 5, balance + 5, new_id().bytes, DIGEST))
        now[account] = (account, seq + 1, balance + 5, id_)
    return rows, list(now.values())


class Keyed(Protocol):
    """One way to key the moves, in a database of its own."""

    def post(self, accounts: Sequence[int]) -> None:
        """Write one move for each use in one durable transaction."""

    def read(self, account: int) -> int:
        """Read the last 50 moves of an account; how many there were."""

    def counted(self) -> tuple[int, int]:
        """How many moves there are, and how many the accounts count together."""

    def close(self) -> None: ...


SQLITE: Final = {
    "clustered": (
        f"CREATE TABLE move ({COLUMNS}, PRIMARY KEY (account, seq)) WITHOUT ROWID",
        BY_KEY,
    ),
    "indexed": (
        f"CREATE TABLE move ({COLUMNS}, PRIMARY KEY (id), UNIQUE (account, seq))",
        BY_KEY,
    ),
    "chained": (f"CREATE TABLE move ({COLUMNS}, PRIMARY KEY (id))", BY_CHAIN),
}
POSTGRES: Final = {
    "indexed": ("PRIMARY KEY (account, seq)", BY_KEY),
    "chained": ("PRIMARY KEY (id)", BY_CHAIN),
}


class SqliteKeyed:
    """The same connection settings as the posting engine's."""

    def __init__(self, path: str, how: str, cards: int) -> None:
        table, last_moves = SQLITE[how]
        self._last_moves = last_moves.format(value="?")
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._run = self._connection.execute
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-262144"):
            self._run(f"PRAGMA {pragma}")
        self._run(table.replace("id,", "id INTEGER,", 1))
        self._run(ONE_ANSWER)
        self._run("CREATE TABLE account (id INTEGER PRIMARY KEY, seq, balance, last)")
        self._run("BEGIN")
        rows = ((id_, 0, 0, 0) for id_ in range(1, cards + 1))
        self._connection.executemany("INSERT INTO account VALUES (?, ?, ?, ?)", rows)
        self._run("COMMIT")
        self._next = 1

    def post(self, accounts: Sequence[int]) -> None:
        self._run("BEGIN IMMEDIATE")
        states = self._run(
            "SELECT id, seq, balance, last FROM account"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (str(list(set(accounts))),),
        )
        rows, states_after = decide(accounts, states, self._next)
        self._next += len(rows)
        self._connection.executemany("INSERT INTO move VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._connection.executemany(
            "UPDATE account SET seq = ?2, balance = ?3, last = ?4 WHERE id = ?1", states_after
        )
        self._run("COMMIT")

    def read(self, account: int) -> int:
        return len(self._run(self._last_moves, [account]).fetchall())

    def counted(self) -> tuple[int, int]:
        moves, counted = self._run(COUNTED).fetchall()[0]
        return moves, counted

    def close(self) -> None:
        self._connection.close()


INSERT_MOVES: Final = """
    INSERT INTO move SELECT * FROM unnest(
        %s::bigint[], %s::bigint[], %s::int[], %s::bigint[], %s::bigint[], %s::bigint[],
        %s::bytea[], %s::bytea[]
    )
"""
UPDATE_ACCOUNTS: Final = """
    UPDATE account a SET seq = v.seq, balance = v.balance, last = v.last
    FROM unnest(%s::bigint[], %s::int[], %s::bigint[], %s::bigint[]) v (id, seq, balance, last)
    WHERE a.id = v.id
"""


class PostgresKeyed:
    """Statements that find their rows by key, as the posting engine's do."""

    def __init__(self, url: str, how: str, cards: int) -> None:
        primary, last_moves = POSTGRES[how]
        self._last_moves = last_moves.format(value="%s")
        options = " ".join(f"-c {name}={value}" for name, value in BY_KEY_ONLY.items())
        self._connection = psycopg.connect(url, options=options)
        self._run(
            "CREATE TABLE move (id bigint, account bigint, seq int, previous bigint,"
            f" amount bigint, balance_after bigint, request bytea, digest bytea, {primary})"
        )
        self._run(ONE_ANSWER)
        self._run(
            "CREATE TABLE account (id bigint PRIMARY KEY, seq int, balance bigint, last bigint)"
        )
        self._run("INSERT INTO account SELECT n, 0, 0, 0 FROM generate_series(1, %s) n", [cards])
        self._connection.commit()
        self._next = 1

    def post(self, accounts: Sequence[int]) -> None:
        states = self._run(
            "SELECT id, seq, balance, last FROM account WHERE id = ANY(%s::bigint[])"
            " ORDER BY id FOR NO KEY UPDATE",
            [list(set(accounts))],
        )
        rows, states_after = decide(accounts, iter(states), self._next)
        self._next += len(rows)
        with self._connection.pipeline():
            self._run(INSERT_MOVES, [list(column) for column in zip(*rows, strict=True)])
            self._run(UPDATE_ACCOUNTS, [list(column) for column in zip(*states_after, strict=True)])
            self._connection.commit()

    def read(self, account: int) -> int:
        return len(self._run(self._last_moves, [account]).fetchall())

    def counted(self) -> tuple[int, int]:
        moves, counted = self._run(COUNTED).fetchall()[0]
        return moves, counted

    def close(self) -> None:
        self._connection.close()

    def _run(self, query: str, values: Sequence[Any] = ()) -> psycopg.Cursor[Any]:
        return self._connection.execute(query, values or None, prepare=True, binary=True)
