"""Envelope encryption: each value under a data key of its own, which the keyring's key wraps.

The bytes of a blob, 71 more than the plain text:

    1   format, always 1
    2   version of the wrap key
    40  data key, wrapped (AES key wrap, RFC 3394)
    12  nonce
    n   cipher text (AES-256-GCM) over the plain text, bound to the format and to the place
    16  tag

The place ("issuer|model|key|field") is not stored, so a blob copied into another row or
field does not open there. A new wrap key only needs the 40 bytes anew, not the text.

Overwriting a blob destroys the only copy of its data key, and with it the text, in the live
database. Copies of the database still hold the old blob until the wrap key it names is taken
out of the keyring, after everything that shall live on was re-wrapped.
"""

import os
from enum import StrEnum
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap,
    aes_key_wrap,
)

from yika.kit.keyring import KEY_BYTES, Keyring

FORMAT = 1
HEAD_BYTES = 3
OVERHEAD = 71

_WRAPPED_END = HEAD_BYTES + KEY_BYTES + 8
_NONCE_END = _WRAPPED_END + 12


class Reason(StrEnum):
    NOT_AN_ENVELOPE = "it is not in the format of an envelope"
    WRONG_KEY = "its data key does not open: another wrap key, or its head was altered"
    ALTERED_OR_MOVED = "it was altered, or it belongs to another row or field"


class Unreadable(Exception):
    """What is stored cannot be opened: a fault of this installation or an attack on it."""

    def __init__(self, reason: Reason, where: str = "") -> None:
        super().__init__(f"{where}: {reason}" if where else str(reason))
        self.reason = reason
        self.where = where


class _Parts(NamedTuple):
    version: int
    wrapped: bytes
    nonce: bytes
    sealed: bytes


def place(issuer: str, model: str, key: object, field: str) -> str:
    """Where a value lives: the `where` of the other functions. Issuer may be empty."""
    parts = (issuer, model, str(key), field)
    if any("|" in part for part in parts):
        raise ValueError(f"expected no bar in {parts}: two places could read the same")
    return "|".join(parts)


def seal(keyring: Keyring, plain: bytes, *, where: str) -> bytes:
    """The blob that holds `plain`, to be opened at this place only."""
    version, key = keyring.current("wrap")
    data_key, nonce = os.urandom(KEY_BYTES), os.urandom(12)
    sealed = AESGCM(data_key).encrypt(nonce, plain, _bound(where))
    return head(version) + aes_key_wrap(key, data_key) + nonce + sealed


def open_(keyring: Keyring, blob: bytes | memoryview, *, where: str) -> bytes:
    """The plain text; Unreadable when altered or moved, KeyMissing when its wrap key is gone."""
    try:
        parts = _split(blob)
        data_key = _unwrap(keyring, parts)
        return AESGCM(data_key).decrypt(parts.nonce, parts.sealed, _bound(where))
    except InvalidTag:
        raise Unreadable(Reason.ALTERED_OR_MOVED, where) from None
    except Unreadable as trouble:
        raise Unreadable(trouble.reason, where) from None


def rewrap(keyring: Keyring, blob: bytes | memoryview) -> bytes:
    """The same text under the same data key, which the newest wrap key wraps now."""
    parts = _split(blob)
    version, key = keyring.current("wrap")
    wrapped = aes_key_wrap(key, _unwrap(keyring, parts))
    return head(version) + wrapped + parts.nonce + parts.sealed


def wrap_version(blob: bytes | memoryview) -> int:
    """The version of the wrap key that the blob needs; its first HEAD_BYTES bytes are enough."""
    start = bytes(blob[:HEAD_BYTES])
    if len(start) < HEAD_BYTES or start[0] != FORMAT:
        raise Unreadable(Reason.NOT_AN_ENVELOPE)
    return int.from_bytes(start[1:])


def head(version: int) -> bytes:
    """The first bytes of every blob wrapped with this version."""
    return bytes([FORMAT]) + version.to_bytes(HEAD_BYTES - 1)


def _bound(where: str) -> bytes:
    return bytes([FORMAT]) + where.encode()


def _split(blob: bytes | memoryview) -> _Parts:
    blob = bytes(blob)
    version = wrap_version(blob)
    if len(blob) < OVERHEAD:
        raise Unreadable(Reason.NOT_AN_ENVELOPE)
    return _Parts(
        version=version,
        wrapped=blob[HEAD_BYTES:_WRAPPED_END],
        nonce=blob[_WRAPPED_END:_NONCE_END],
        sealed=blob[_NONCE_END:],
    )


def _unwrap(keyring: Keyring, parts: _Parts) -> bytes:
    try:
        return aes_key_unwrap(keyring.key("wrap", parts.version), parts.wrapped)
    except InvalidUnwrap:
        raise Unreadable(Reason.WRONG_KEY) from None
