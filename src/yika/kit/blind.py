"""A blind index finds an encrypted value by equality, without showing it to who has the database.

It is a keyed hash, because the few digits that are unknown of an identity number are tried in
a moment against a plain one. Bytes: 2 of the key's version, 32 of HMAC-SHA256.
"""

import hmac
from unicodedata import normalize

from yika.kit.keyring import Keyring


def index(keyring: Keyring, kind: str, text: str) -> bytes:
    """What is stored beside the encrypted `text`, e.g. kind "resident-id" or "phone".

    Fullwidth digits and small letters find the same row; spaces are the caller's to remove.
    """
    version, key = keyring.current("index")
    return _index(version, key, kind, text)


def candidates(keyring: Keyring, kind: str, text: str) -> list[bytes]:
    """The index under every key at hand, current first: look for all while rows change keys."""
    return [
        _index(version, keyring.key("index", version), kind, text)
        for version in keyring.versions("index")
    ]


def key_version(stored: bytes) -> int:
    """The version of the index key that an index was made with."""
    return int.from_bytes(stored[:2])


def _index(version: int, key: bytes, kind: str, text: str) -> bytes:
    if "|" in kind:
        raise ValueError(f"expected no bar in the kind {kind!r}: it ends the kind")
    folded = normalize("NFKC", normalize("NFKC", text).upper())
    return version.to_bytes(2) + hmac.digest(key, f"{kind}|{folded}".encode(), "sha256")
