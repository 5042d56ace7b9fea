"""The unified social credit code of an organization (GB 32100): its form and its check letter."""

import re
import unicodedata
from typing import Final

from yika.kit.errors import Fault, Invalid, gettext_noop

CODE_LENGTH: Final = 18
CODE_EXPECTED: Final = gettext_noop(
    "the 18 digits and capital letters of the unified social credit code, as on the license; "
    "I, O, S, V and Z do not occur in it"
)
CODE_MISTYPED: Final = gettext_noop(
    "There is a typing mistake in this code: its last character does not fit the others."
)

_LETTERS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SHAPE: Final = re.compile(rf"[{_LETTERS}]{{2}}[0-9]{{6}}[{_LETTERS}]{{10}}")
_GAPS: Final = re.compile(r"[\s\u200b\u200e\u200f\ufeff-]+")
_BASE: Final = 3


def normal_code(typed: str) -> str:
    """The one spelling of a code; refused when it cannot be one."""
    code = _GAPS.sub("", unicodedata.normalize("NFKC", typed[:100])).upper()
    if not _SHAPE.fullmatch(code):
        raise Invalid([Fault("code", "", CODE_EXPECTED)])
    if code[-1] != check_letter(code[:-1]):
        raise Invalid([Fault("code", "", CODE_MISTYPED)])
    return code


def check_letter(stem: str) -> str:
    """The last character, by the first seventeen: the weights are the powers of three."""
    size = len(_LETTERS)
    total = sum(
        _LETTERS.index(letter) * pow(_BASE, place, size) for place, letter in enumerate(stem)
    )
    return _LETTERS[-total % size]
