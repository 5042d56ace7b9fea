"""The number of a verification: what a person reads out on the telephone."""

import re
import secrets
from unicodedata import normalize

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O or U
LENGTH = 10
CASE_MAX = LENGTH + 1
HALF = LENGTH // 2
_MISREAD = str.maketrans("OIL", "011")
_FORM = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def new_case() -> str:
    """A random number such as "K7F3B-2Q9MX"; whoever keeps it makes sure that it is new."""
    return shown("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def find_case(text: str) -> str | None:
    """The number somebody typed or read out, or None if the text is none."""
    letters = normalize("NFKC", text[:100]).upper().translate(_MISREAD)
    bare = re.sub(r"[\s\u2010-\u2015-]", "", letters)
    return shown(bare) if _FORM.fullmatch(bare) else None


def shown(letters: str) -> str:
    return f"{letters[:HALF]}-{letters[HALF:]}"
