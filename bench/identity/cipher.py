"""Fields and pictures sealed and opened, against bare AES-GCM over the same bytes."""

import os
from collections.abc import Callable
from itertools import repeat
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bench.identity.here import Times, timed
from bench.report import Figure
from yika.kit import blind, contents, envelope
from yika.kit.keyring import Keyring

FIELD: Final = b"11010119900307999X"
PICTURE_BYTES: Final = 400_000
SMALLER: Final = 50  # pictures are so many fewer than fields
WHERE: Final = envelope.place("bench", "verification", "01890000", "fields")


def figures(times: Times) -> list[Figure]:
    """A field of a row, the blind index beside it, and a picture as it lies in its file."""
    keyring, picture = Keyring.generate(), os.urandom(PICTURE_BYTES)
    fewer = Times(max(1, times.count // SMALLER), times.repetitions)
    blob = envelope.seal(keyring, FIELD, where=WHERE)
    content = contents.seal(picture, where=WHERE)
    fields = {
        "seal.field": lambda: envelope.seal(keyring, FIELD, where=WHERE),
        "open.field": lambda: envelope.open_(keyring, blob, where=WHERE),
        "index.field": lambda: blind.index(keyring, "identity-resident-id", FIELD.decode()),
    }
    files = {
        "seal.picture": lambda: _sealed(keyring, picture),
        "open.picture": lambda: contents.open_(content, where=WHERE),
    }
    return [
        *_against("aes.field", FIELD, fields, times),
        *_against("aes.picture", picture, files, fewer),
    ]


def _sealed(keyring: Keyring, picture: bytes) -> bytes:
    """Its content under a new key, and that key for the row."""
    content = contents.seal(picture, where=WHERE)
    return envelope.seal(keyring, content.data_key, where=WHERE)


def _against(
    name: str, plain: bytes, acts: dict[str, Callable[[], object]], times: Times
) -> list[Figure]:
    bare, found = Figure(name), [Figure(key) for key in acts]
    cipher, bound = AESGCM(AESGCM.generate_key(256)), WHERE.encode()
    for _ in range(times.repetitions):
        reference = timed(repeat(lambda: cipher.encrypt(os.urandom(12), plain, bound), times.count))
        bare.add(reference)
        for figure in found:
            figure.add(timed(repeat(acts[figure.key], times.count)), reference.rate)
    return [bare, *found]
