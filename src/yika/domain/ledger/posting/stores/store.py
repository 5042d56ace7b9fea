"""What the engine needs of a database: read under locks, then write. One class per engine."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

import msgspec

from yika.domain.ledger.posting.book import as_moved
from yika.domain.ledger.posting.items import Outcome
from yika.domain.ledger.posting.view import (
    LINE_BITS,
    Account,
    AnswerRow,
    Changes,
    Heading,
    Key,
    MoveRow,
    Pair,
    Seen,
    View,
)


class Need(msgspec.Struct):
    """What a batch asks for: accounts in ascending order, and each request with its pairs.

    A pair may name an id that no account can have; `accounts` leaves those out.
    """

    accounts: list[int]
    asks: list[tuple[bytes, Sequence[Pair]]]
    holds: list[Key]
    originals: dict[Key, list[MoveRow]]


class Store(Protocol):
    """Runs inside a transaction its caller has begun and will end."""

    def originals(self, keys: Sequence[Key]) -> dict[Key, list[MoveRow]]:
        """Every move of the postings that these requests at these accounts were."""

    def read(self, need: Need) -> View:
        """Lock the accounts that have a floor, in ascending order, then look everything up."""

    def write(self, changes: Changes) -> None:
        """Append the rows, then bring each touched account up to date."""


class Headings(dict[int, Heading]):
    """The chart of accounts: a small table whose rows never change, read when one is missing."""

    def __init__(self, read: Callable[[], Iterable[Sequence[Any]]]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, id_: int) -> Heading:
        self.update((row[0], Heading(*row)) for row in self._read())
        if id_ not in self:
            raise LookupError(f"an account names heading {id_}, which does not exist")
        return self[id_]


def as_accounts(rows: Iterable[Sequence[Any]], headings: Headings) -> dict[int, Account]:
    """Accounts by id, from rows in the order of `Account`'s fields."""
    return {
        id_: Account(id_, headings[heading], floor, ceiling, balance, held, seq, last_move, state)
        for id_, heading, floor, ceiling, balance, held, seq, last_move, state in rows
    }


def remember(seen: dict[Key, Seen], moves: Iterable[MoveRow], answers: Iterable[AnswerRow]) -> None:
    """Build the answers of earlier requests out of the rows they left."""
    groups: dict[tuple[bytes, bytes, int], list[MoveRow]] = {}
    for move in moves:
        groups.setdefault((move.request, move.digest, move.id >> LINE_BITS), []).append(move)
    for (request, asked, _), rows in groups.items():
        rows.sort()
        before = Seen(asked, Outcome(moves=tuple(map(as_moved, rows))))
        for row in rows:
            seen[request, row.account] = before
    for answer in answers:
        facts = msgspec.json.decode(answer.facts or "{}", type=dict[str, str])
        outcome = Outcome(code=answer.code, facts=facts)
        seen[answer.request, answer.account] = Seen(answer.digest, outcome)
