"""What a ticket carries: a number to read out, and a token that only its holder has."""

import re
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Final
from unicodedata import normalize

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O or U
LENGTH: Final = 8
NUMBER_MAX: Final = LENGTH + 1
TOKEN_BYTES: Final = 32
PREFIX: Final = "yk-apt:"
"""What a scanner tells the code of an appointment from that of a card by."""

_MISREAD = str.maketrans("OIL", "011")
_NUMBER = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def new_number() -> str:
    """A random number such as "K7F3-2Q9M"; whoever keeps it makes sure that it is new."""
    return _shown("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def find_number(text: str) -> str | None:
    """The number somebody typed or read out, or None if the text is none."""
    letters = normalize("NFKC", text).upper().translate(_MISREAD)
    bare = re.sub(r"[\s‐-―-]", "", letters)
    return _shown(bare) if _NUMBER.fullmatch(bare) else None


def new_token() -> str:
    """What the QR code of a ticket holds besides its prefix."""
    return urlsafe_b64encode(secrets.token_bytes(TOKEN_BYTES)).rstrip(b"=").decode()


def payload(token: str) -> str:
    """The text of the QR code."""
    return PREFIX + token


def find_token(text: str) -> bytes | None:
    """What is stored of a token, if that is what was scanned."""
    brought = text.strip().removeprefix(PREFIX)
    return digest(brought) if _TOKEN.fullmatch(brought) else None


def digest(token: str) -> bytes:
    return sha256(token.encode()).digest()


def _shown(letters: str) -> str:
    return f"{letters[:4]}-{letters[4:]}"
