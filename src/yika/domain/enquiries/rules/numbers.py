"""Numbers of enquiries: what a person reads out on the telephone, unlike that of an errand."""

import re
import secrets
from unicodedata import normalize

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O or U
LENGTH = 9
NUMBER_MAX = LENGTH + 2
_MISREAD = str.maketrans("OIL", "011")
_FORM = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def new_number() -> str:
    """A random number such as "K7F-32Q-9MA"; whoever keeps it makes sure that it is new."""
    return shown("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def find_number(text: str) -> str | None:
    """The number somebody typed or read out, or None if the text is none."""
    letters = normalize("NFKC", text[:100]).upper().translate(_MISREAD)
    bare = re.sub(r"[\s‐-―-]", "", letters)
    return shown(bare) if _FORM.fullmatch(bare) else None


def shown(letters: str) -> str:
    return f"{letters[:3]}-{letters[3:6]}-{letters[6:]}"
