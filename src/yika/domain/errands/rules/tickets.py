"""The ticket that takes an errand to another face: how it is made, typed, and how long it works."""

import re
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import sha256

from yika.domain.errands.rules.cases import ALPHABET, find_case, shown
from yika.domain.errands.rules.views import Ticket

LASTS = timedelta(hours=1)
KIND = "errand-ticket"  # of the keyed hash under which the short code is kept
SECRET_BYTES = 32

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_CODE_BITS = 5
_CODE_LETTERS = 8  # 40 bits, an hour, and few tries


def made(secret: bytes, *, now: datetime) -> Ticket:
    """The ticket of a secret: a token for a link, and a short code made of the token's hash."""
    token = urlsafe_b64encode(secret[:SECRET_BYTES]).rstrip(b"=").decode()
    value = int.from_bytes(sha256(b"code|" + secret).digest())
    letters = [ALPHABET[value >> _CODE_BITS * place & 31] for place in range(_CODE_LETTERS)]
    return Ticket(code=shown("".join(letters)), token=token, expires_at=now + LASTS)


def find_token(text: str) -> bytes | None:
    """What is stored of a token, if that is what was brought."""
    brought = text.strip()
    return token_digest(brought) if _TOKEN.fullmatch(brought) else None


def find_code(text: str) -> str | None:
    """The short code that was typed, if it is one."""
    return find_case(text)  # both are eight letters that are hard to misread


def token_digest(token: str) -> bytes:
    return sha256(token.encode()).digest()


def works(*, used_at: datetime | None, expires_at: datetime, now: datetime) -> bool:
    return used_at is None and now < expires_at
