"""Codes for when the second factor is lost: how they are made, written and read."""

from typing import Final
from unicodedata import normalize

COUNT: Final = 10
BYTES: Final = 8
_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32, as in ids
_LETTERS: Final = 12  # 60 bits
_GROUP: Final = 4
_MISREAD: Final = str.maketrans("oil", "011")


def shown(random: bytes) -> str:
    """A code as it is shown, once: three groups of four. Takes 60 of the random bits."""
    number = int.from_bytes(random)
    letters = "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_LETTERS))
    return "-".join(letters[start : start + _GROUP] for start in range(0, _LETTERS, _GROUP))


def normal(typed: str) -> str | None:
    """The letters alone, however they were typed; None when it cannot be such a code."""
    letters = "".join(normalize("NFKC", typed).split()).replace("-", "").lower()
    letters = letters.translate(_MISREAD)
    is_code = len(letters) == _LETTERS and set(letters) <= set(_ALPHABET)
    return letters if is_code else None
