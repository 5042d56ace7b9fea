"""Keyed hashes over records that must not change: one per row, and one over each run of rows."""

import hmac
import json
from collections.abc import Iterable, Mapping
from itertools import chain

MAC_BYTES = 32


def row_mac(key: bytes, content: bytes) -> bytes:
    """The keyed hash of one row."""
    return hmac.digest(key, b"row\0" + content, "sha256")


def chain_mac(
    key: bytes,
    *,
    stream: str,
    number: int,
    count: int,
    previous: bytes,
    macs: Iterable[bytes],
    more: bytes = b"",
) -> bytes:
    """The keyed hash of a run of rows that binds it to its stream, its place and the run before.

    `macs` is read once and may be long; `more` is whatever else the seal vouches for.
    """
    state = hmac.new(key, b"chain\0", "sha256")
    facts = (stream.encode(), str(number).encode(), str(count).encode(), previous, more)
    for part in chain(facts, macs):
        state.update(len(part).to_bytes(4) + part)
    return state.digest()


def canonical(facts: Mapping[str, object]) -> bytes:
    """The one way to write JSON facts as bytes; `1`, `"1"` and `true` differ.

    Fractions are refused: databases give back `1e2` as `100`, and the hash would differ.
    """
    _check(facts)
    return json.dumps(
        facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def _check(value: object) -> None:
    match value:
        case None | bool() | int() | str():
            pass
        case dict():
            for key, inner in value.items():
                if not isinstance(key, str):
                    raise ValueError(f"expected a text as key, not {key!r}")
                _check(inner)
        case list() | tuple():
            for inner in value:
                _check(inner)
        case _:
            raise ValueError(f"expected text, whole number, truth, list or table, not {value!r}")
