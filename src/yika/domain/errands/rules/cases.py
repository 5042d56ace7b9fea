"""Case numbers: what a person reads out on the telephone to have an errand found."""

import re
import secrets
from unicodedata import normalize

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O or U
LENGTH = 8
CASE_MAX = LENGTH + 1
_MISREAD = str.maketrans("OIL", "011")
_FORM = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def new_case() -> str:
    """A random case number such as "K7F3-2Q9M"; whoever keeps it makes sure that it is new."""
    return shown("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def find_case(text: str) -> str | None:
    """The case number somebody typed or read out, or None if the text is none."""
    letters = normalize("NFKC", text).upper().translate(_MISREAD)
    bare = re.sub(r"[\s‐-―-]", "", letters)
    return shown(bare) if _FORM.fullmatch(bare) else None


def shown(letters: str) -> str:
    return f"{letters[:4]}-{letters[4:]}"
