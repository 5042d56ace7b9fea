"""Encryption of large contents that are kept apart from their key, such as pictures in files.

A content has a data key of its own, which its row keeps in an encrypted column, and is bound to
the place it was made for. It is opened whole or not at all. Destroying the key destroys it.
"""

import os
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from yika.kit.envelope import Reason, Unreadable
from yika.kit.keyring import KEY_BYTES

FORMAT = b"\x02"  # an envelope of a column is bound with 1, so that neither passes for the other
NONCE_BYTES = 12
TAG_BYTES = 16


class Content(NamedTuple):
    """What was made of a plain content: the key and the nonce for the row, the rest for a file."""

    data_key: bytes
    nonce: bytes
    sealed: bytes


def seal(plain: bytes, *, where: str) -> Content:
    """The content under a new data key, to be opened at this place only."""
    data_key, nonce = os.urandom(KEY_BYTES), os.urandom(NONCE_BYTES)
    return Content(data_key, nonce, AESGCM(data_key).encrypt(nonce, plain, _bound(where)))


def open_(content: Content, *, where: str) -> bytes:
    """The plain content; Unreadable when any part was altered or belongs elsewhere."""
    try:
        cipher = AESGCM(content.data_key)
        return cipher.decrypt(content.nonce, content.sealed, _bound(where))
    except (InvalidTag, ValueError):
        raise Unreadable(Reason.ALTERED_OR_MOVED, where) from None


def _bound(where: str) -> bytes:
    return FORMAT + where.encode()
