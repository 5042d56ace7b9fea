"""Tells under which hashes an answer is found."""

import hashlib

from yika.domain.vault.queries import keyring
from yika.kit import blind


def key_hash(key: str) -> bytes:
    """The caller's name for his request, of which only this is kept."""
    return hashlib.sha256(key.encode()).digest()


def asked_hashes(asked: str) -> list[bytes]:
    """A request under every index key at hand, the current first.

    Keyed, because a short secret such as a PIN could be guessed back from a plain hash.
    """
    plain = hashlib.sha256(asked.encode()).hexdigest()
    return blind.candidates(keyring(), "api-answer.asked", plain)
