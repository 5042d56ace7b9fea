"""Ids: unguessable enough, in the order they were made, readable by people outside the database."""

import os
import re
import struct
import threading
import time
from collections.abc import Callable
from hashlib import sha256
from uuid import UUID

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o or u
_LENGTH = 26
_VALUE = {letter: value for value, letter in enumerate(_ALPHABET)}
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
_PLACES = range(120, -1, -10)  # of ten bits each, which are two letters
_PREFIX = re.compile(r"[a-z]{2,16}")
_CANONICAL = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

_COUNTER_BITS = 42
_TAIL_BITS = 32
_RANDOM_BYTES = 10


class IdSource:
    """Makes version 7 UUIDs (RFC 9562, 5.7), each larger than the one before.

    The 74 bits behind the time are a 42-bit counter, begun anew at a random place each
    millisecond, and a 32-bit random tail (6.2, method 1). When the clock steps back, or one
    millisecond runs out of counts, the last time seen goes on counting.
    """

    def __init__(self, clock: Callable[[], int] = time.time_ns) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._millisecond = -1
        self._counter = 0

    def next(self) -> UUID:
        """The next id, larger than every earlier one of this process."""
        random = int.from_bytes(os.urandom(_RANDOM_BYTES))
        millisecond, counter = self._reserve(1, random)
        return _version_7(millisecond, counter << _TAIL_BITS | random % 2**_TAIL_BITS)

    def some(self, count: int) -> list[UUID]:
        """So many ids at once, each larger than the one before."""
        random = int.from_bytes(os.urandom(_RANDOM_BYTES))
        millisecond, last = self._reserve(count, random)
        tails = struct.unpack(f">{count}I", os.urandom(count * _TAIL_BITS // 8))
        return [
            _version_7(millisecond, counter << _TAIL_BITS | tail)
            for counter, tail in enumerate(tails, start=last - count + 1)
        ]

    def _reserve(self, count: int, random: int) -> tuple[int, int]:
        """A millisecond, and the last of so many counts in it that nobody else gets."""
        now = self._clock() // 1_000_000
        with self._lock:
            self._counter += count
            if now > self._millisecond:
                self._begin(now, random)
                self._counter += count - 1
            elif self._counter >> _COUNTER_BITS:
                self._begin(self._millisecond + 1, random)
                self._counter += count - 1
            return self._millisecond, self._counter

    def part_from_parent(self) -> None:
        """After a fork: count on from a place the parent does not use, with a lock nobody holds."""
        self._lock = threading.Lock()
        self._begin(self._millisecond + 1, int.from_bytes(os.urandom(_RANDOM_BYTES)))

    def _begin(self, millisecond: int, random: int) -> None:
        self._millisecond = millisecond
        # The top bit starts at zero, which leaves room for 2**41 ids in one millisecond.
        self._counter = random >> 8 * _RANDOM_BYTES - _COUNTER_BITS + 1


def _version_7(millisecond: int, rest: int) -> UUID:
    high, low = rest >> 62, rest % 2**62
    return UUID(int=millisecond << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)


_source = IdSource()
os.register_at_fork(after_in_child=_source.part_from_parent)


def new_id() -> UUID:
    """A new version 7 UUID, larger than every earlier one of this process."""
    return _source.next()


def new_ids(count: int) -> list[UUID]:
    """So many new ids at once, for rows that are written together."""
    return _source.some(count)


def show(prefix: str, uuid: UUID) -> str:
    """The id as people and programs outside see it: `card_01hq…`, 26 letters behind the prefix."""
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(f"expected a prefix of 2 to 16 small letters, not {prefix!r}")
    value = uuid.int
    return prefix + "_" + "".join([_PAIRS[value >> place & 1023] for place in _PLACES])


def read(prefix: str, text: str) -> UUID:
    """The id that `show` wrote with this prefix; ValueError for anything else."""
    head, _, letters = text.partition("_")
    if head != prefix or len(letters) != _LENGTH:
        raise ValueError(f"expected {prefix}_ and {_LENGTH} letters and digits, not {text!r}")
    value = 0
    for letter in letters:
        if letter not in _VALUE:
            raise ValueError(f"expected one of {_ALPHABET} where {text!r} has {letter!r}")
        value = value << 5 | _VALUE[letter]
    if value >> 128:
        raise ValueError(f"expected 0 to 7 behind the prefix of {text!r}, not {letters[0]!r}")
    return UUID(int=value)


def request_key(text: str) -> UUID:
    """The id under which a request is remembered, the same for the same text for ever.

    A UUID stays itself; any other text becomes a version 8 UUID made of its SHA-256.
    """
    if _CANONICAL.fullmatch(text):
        return UUID(text)
    if not text:
        raise ValueError("expected a request id, not an empty text")
    value = int.from_bytes(sha256(text.encode()).digest()[:16])
    value = value & ~(0xF << 76) | 0x8 << 76
    value = value & ~(0b11 << 62) | 0b10 << 62
    return UUID(int=value)
