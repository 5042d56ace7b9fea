"""The QR text and the printed code of a card: made from its id and a key, never stored.

Neither says anything about the card, and a sheet can be printed again with the same ones.
"""

import hmac
import re
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final, NamedTuple
from unicodedata import normalize
from urllib.parse import urlsplit
from uuid import UUID

from yika.domain.cards.rules.numbers import is_number, normal_number
from yika.domain.vault.rules import Allowance
from yika.kit.errors import Refusal, gettext_noop

PATH: Final = "/q/"
TYPED_MAX: Final = 2_000  # more than a QR code holds that anybody would print on a card

_LETTERS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_TOKEN_LENGTH: Final = 26  # 130 bits
_TOKEN: Final = re.compile(f"[{_LETTERS}]{{{_TOKEN_LENGTH}}}")

# No letter that looks like another or like a digit, and no vowel, so that no code is a word.
_CODE_LETTERS: Final = "23456789CDFGHJKMNPQRTVWXY"
_CODE_LENGTH: Final = 8  # 37 bits, and few tries
_MISREAD: Final = str.maketrans("BSZU", "852V", " -‐‑–—")

TRIES_OF_CARD: Final = Allowance(
    free=5,
    window=timedelta(days=1),
    first_wait=timedelta(minutes=1),
    lock_after=20,
    lock=timedelta(days=1),
)
TRIES_OF_DEVICE: Final = Allowance(
    free=10,
    window=timedelta(hours=1),
    first_wait=timedelta(seconds=30),
    lock_after=40,
    lock=timedelta(hours=6),
)
TRIES_OF_ADDRESS: Final = Allowance(
    free=60, window=timedelta(hours=1), first_wait=timedelta(seconds=30)
)


class ForeignCode(Refusal):
    code = "card.foreign_code"
    wording = gettext_noop(
        "This code belongs to something else. Scan the QR code on the back of the card, "
        "or type the card number."
    )


class WrongPrintedCode(Refusal):
    code = "card.wrong_printed_code"
    wording = gettext_noop(
        "This is not the code on this card. Its eight letters and digits stand on the back."
    )


class Kind(StrEnum):
    """What somebody typed or scanned to find a card by."""

    NUMBER = "number"
    QR = "qr"


class Typed(NamedTuple):
    """Something to find a card by, in its normal form."""

    kind: Kind
    text: str


def qr_token(key: bytes, card: UUID) -> str:
    """The token in the QR text of a card."""
    return _spell(_value(key, b"card-qr|", card), _LETTERS, _TOKEN_LENGTH)


def printed_code(key: bytes, card: UUID) -> str:
    """The code printed on the card, by which its holder shows that he has it in his hands."""
    return _spell(_value(key, b"card-code|", card), _CODE_LETTERS, _CODE_LENGTH)


def token_digest(token: str) -> bytes:
    """What is stored of a token."""
    return sha256(token.encode()).digest()


def qr_text(base_url: str, token: str) -> str:
    """What the QR code on a card says: an address of this installation."""
    return f"{base_url.rstrip('/')}{PATH}{token}"


def shown_code(code: str) -> str:
    """A printed code in two groups."""
    return f"{code[:4]}-{code[4:]}"


def is_same_code(given: str, code: str) -> bool:
    """Whether the code that was typed is this one, however it is grouped or misread."""
    plain = normalize("NFKC", given[:TYPED_MAX]).strip().upper().translate(_MISREAD)
    return hmac.compare_digest(plain.encode(), code.encode())


def read_typed(text: str, base_url: str) -> Typed:
    """What somebody typed, pasted or scanned. ForeignCode for the code of something else."""
    plain = normalize("NFKC", text[:TYPED_MAX]).strip()
    if is_number(plain):
        return Typed(Kind.NUMBER, normal_number(plain))
    token = _token_of(plain, base_url) if "/" in plain else plain.lower()
    if not _TOKEN.fullmatch(token):
        raise ForeignCode
    return Typed(Kind.QR, token)


def _token_of(address: str, base_url: str) -> str:
    """The token of an address of ours, whether or not it was copied with its `https://`."""
    scheme, _, _ = base_url.partition("://")
    if "://" not in address:
        address = f"{scheme}://{address}"
    try:
        given, ours = urlsplit(address), urlsplit(base_url)
    except ValueError:
        return ""
    path = f"{ours.path.rstrip('/')}{PATH}"
    if given.netloc.lower() != ours.netloc.lower() or not given.path.startswith(path):
        return ""
    return given.path.removeprefix(path).rstrip("/").lower()


def _value(key: bytes, purpose: bytes, card: UUID) -> int:
    return int.from_bytes(hmac.digest(key, purpose + card.bytes, "sha256"))


def _spell(value: int, letters: str, length: int) -> str:
    made = []
    for _ in range(length):
        value, place = divmod(value, len(letters))
        made.append(letters[place])
    return "".join(made)
