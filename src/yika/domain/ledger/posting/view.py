"""What a batch must know before it decides, and what it changes: plain values, no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from yika.domain.ledger.posting.items import Outcome

# A move's id is its batch and its line in it: ids grow in the order of writing.
LINE_BITS = 14
LINES_MAX = 1 << LINE_BITS

Key = tuple[bytes, int]  # (request, account)
Pair = tuple[int, int]  # the two accounts of a leg; twice the same where there is but one


class Heading(msgspec.Struct, frozen=True, gc=False):
    """What accounts of one kind share for life: whose books they are in, and their unit."""

    id: int
    book: int
    unit: str


class Account(msgspec.Struct, gc=False):
    """An account as it stands while a batch is decided. `floor` None: it may go below any."""

    id: int
    heading: Heading
    floor: int | None
    ceiling: int | None
    balance: int
    held: int
    seq: int
    last_move: int | None
    state: str
    touched: bool = False

    @property
    def available(self) -> int:
        return self.balance - self.held - (self.floor or 0)


class Book(NamedTuple):
    """An issuer's books: where its days begin, and through which day they are closed."""

    id: int
    zone: str
    closed_through: int


class MoveRow(NamedTuple):
    """A move, column by column, as both databases store it. Days count from 1970."""

    id: int
    account: int
    other: int
    amount: int
    balance_after: int
    seq: int
    previous: int | None
    part: int
    paired: bool
    request: bytes
    digest: bytes
    used_at: int
    booked_on: int
    reason: str
    way: str
    reverses: int | None


class AnswerRow(NamedTuple):
    """An answer that moved nothing (a refusal, a hold), kept so that a repeat is told the same."""

    request: bytes
    account: int
    digest: bytes
    code: str
    facts: str
    used_at: int
    batch: int
    line: int


class HoldRow(NamedTuple):
    """An amount kept aside at a purse, until it is captured, released or its time is over."""

    request: bytes
    account: int
    amount: int
    placed_at: int
    until: int
    ended_at: int | None = None
    ended_as: str = ""
    ended_by: bytes | None = None


class Seen(msgspec.Struct, gc=False):
    """A request answered before, with the hash of what it asked."""

    digest: bytes
    outcome: Outcome


@dataclass(slots=True)
class View:
    """All a batch of items needs to know. Filled by a store under the locks of the accounts."""

    accounts: dict[int, Account]
    books: dict[int, Book]
    batch: int
    last_posted_at: int | None
    seen: dict[Key, Seen] = field(default_factory=dict)
    holds: dict[Key, HoldRow] = field(default_factory=dict)
    originals: dict[Key, list[MoveRow]] = field(default_factory=dict)
    reversed: set[int] = field(default_factory=set)


@dataclass(slots=True)
class BatchRow:
    """One commit's worth of moves, with the keyed hash that seals them."""

    id: int
    posted_at: int
    first_day: int | None
    last_day: int | None
    moves: int
    answers: int
    mac: bytes = b""
    key_version: int = 0


@dataclass(slots=True)
class Changes:
    """What a decided batch writes."""

    batch: BatchRow
    moves: list[MoveRow]
    answers: list[AnswerRow]
    placed: list[HoldRow]
    ended: list[HoldRow]
    accounts: list[Account]


def homes(pairs: Sequence[Pair], accounts: Mapping[int, Account]) -> list[int]:
    """Where a request over these pairs is written, and so remembered.

    At each account with a floor; a pair without any is written at the one with the lower id,
    whichever way it goes. What names no such account is answered and not kept.
    """
    found: list[int] = []
    for one, other in pairs:
        first, second = accounts.get(one), accounts.get(other)
        if first is not None and first.floor is not None:
            found.append(one)
        if second is not None and second.floor is not None:
            if other != one:
                found.append(other)
        elif first is not None and second is not None and first.floor is None:
            found.append(min(one, other))
    return found
