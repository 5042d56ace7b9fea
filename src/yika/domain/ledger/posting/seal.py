"""The hash of what was asked, and the bytes that a batch is sealed by."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import msgspec

from yika.domain.ledger.posting.items import AnyItem
from yika.domain.ledger.posting.view import AnswerRow, BatchRow, MoveRow

_encode = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True, slots=True)
class SealKey:
    """The key that seals batches, and its version in the keyring."""

    version: int
    key: bytes


def digest(item: AnyItem) -> bytes:
    """What a request asked, in 16 bytes. The same id with another digest is a conflict."""
    try:
        content = _encode(item)
    except OverflowError:
        content = repr(item).encode()  # a number that no book can hold: it will be refused
    return blake2b(content, digest_size=16).digest()


def batch_content(batch: BatchRow, moves: Sequence[MoveRow], answers: Sequence[AnswerRow]) -> bytes:
    """Everything a batch wrote: its own row, every move and every kept answer, in order.

    MessagePack writes type and length before each value, so no two contents look alike.
    """
    head = (
        batch.id,
        batch.posted_at,
        batch.first_day,
        batch.last_day,
        batch.moves,
        batch.answers,
    )
    return _encode((head, moves, answers))
