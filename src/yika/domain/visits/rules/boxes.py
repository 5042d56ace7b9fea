"""Sealing for somebody else: what only the owner of one key pair can open, and his mark.

The bytes of a box, 94 more than the plain text:

    1   format, always 1
    65  public half of a key pair that is used once (P-256, uncompressed)
    12  nonce
    n   cipher text (AES-256-GCM) over the plain text, bound to what it is about
    16  tag

The key is HKDF-SHA-256 over the shared secret of both pairs (ECDH), bound to what the box is
about. A browser does the same with WebCrypto, so the private half of a device never leaves it.
"""

import hmac
import os
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

FORMAT: Final = b"\x01"
PUBLIC_BYTES: Final = 65
PRIVATE_BYTES: Final = 32
NONCE_BYTES: Final = 12
OVERHEAD: Final = 94

_CURVE: Final = ec.SECP256R1()
_PUBLIC_END: Final = 1 + PUBLIC_BYTES
_NONCE_END: Final = _PUBLIC_END + NONCE_BYTES


class Unopenable(Exception):
    """It is no box, was altered, is about something else, or is for somebody else."""


class NoKey(ValueError):
    """These bytes are no public key."""


def new_pair() -> tuple[bytes, bytes]:
    """A fresh private and public half."""
    private = ec.generate_private_key(_CURVE)
    number = private.private_numbers().private_value
    return number.to_bytes(PRIVATE_BYTES), _shown(private)


def check_public(public: bytes) -> None:
    """NoKey unless these bytes are a point of the curve."""
    _read_public(public)


def seal_to(public: bytes, plain: bytes, *, about: str) -> bytes:
    """A box that only the owner of `public` can open, and only as one about this."""
    once, nonce = ec.generate_private_key(_CURVE), os.urandom(NONCE_BYTES)
    key = _derived(once, public, f"yika-box|{about}")
    sealed = AESGCM(key).encrypt(nonce, plain, about.encode())
    return FORMAT + _shown(once) + nonce + sealed


def open_box(private: bytes, box: bytes, *, about: str) -> bytes:
    """The plain text; Unopenable when it is not for this key, altered, or about something else."""
    if len(box) < OVERHEAD or box[:1] != FORMAT:
        raise Unopenable
    try:
        key = _derived(_read_private(private), box[1:_PUBLIC_END], f"yika-box|{about}")
        return AESGCM(key).decrypt(box[_PUBLIC_END:_NONCE_END], box[_NONCE_END:], about.encode())
    except (InvalidTag, NoKey):
        raise Unopenable from None


def mark(private: bytes, public: bytes, digest: bytes, *, about: str) -> bytes:
    """What only the owners of these two pairs can make of a digest: each with his private half."""
    key = _derived(_read_private(private), public, f"yika-mark|{about}")
    return hmac.new(key, digest, sha256).digest()


def _derived(private: ec.EllipticCurvePrivateKey, public: bytes, info: str) -> bytes:
    shared = private.exchange(ec.ECDH(), _read_public(public))
    return HKDF(algorithm=SHA256(), length=32, salt=b"", info=info.encode()).derive(shared)


def _read_public(public: bytes) -> ec.EllipticCurvePublicKey:
    if len(public) != PUBLIC_BYTES:
        raise NoKey
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, public)
    except ValueError:
        raise NoKey from None


def _read_private(private: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(private), _CURVE)


def _shown(private: ec.EllipticCurvePrivateKey) -> bytes:
    public = private.public_key()
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
