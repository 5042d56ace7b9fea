"""One-time codes made from the time and a shared secret (RFC 6238 over RFC 4226)."""

import base64
import hmac
from datetime import datetime, timedelta
from typing import Final
from unicodedata import normalize
from urllib.parse import quote, urlencode

from yika.kit.moments import to_micros

SECRET_BYTES: Final = 20  # RFC 4226, section 4, R6: 160 bits
DIGITS: Final = 6
STEP: Final = timedelta(seconds=30)  # RFC 6238, section 5.2
SLACK: Final = 1  # steps that a clock may be off to either side


def step_at(now: datetime) -> int:
    """The number of the time step: the T of RFC 6238, section 4.2."""
    return to_micros(now) // (STEP // timedelta(microseconds=1))


def code_of(secret: bytes, step: int, *, digits: int = DIGITS) -> str:
    """The code of a step: HOTP with HMAC-SHA-1, as every authenticator app understands it."""
    mac = hmac.digest(secret, step.to_bytes(8), "sha1")
    start = mac[-1] & 0xF  # RFC 4226, section 5.3: dynamic truncation
    number = int.from_bytes(mac[start : start + 4]) & 0x7FFF_FFFF
    return str(number % 10**digits).zfill(digits)


def matching_step(secret: bytes, code: str, *, now: datetime, after: int) -> int | None:
    """The step that a code belongs to; None when it is wrong, too old or was used.

    `after` is the last step that was used: neither it nor an earlier one counts again
    (RFC 6238, section 5.2). Every step is compared, so that the time taken tells nothing.
    """
    given, here = code.encode(errors="replace"), step_at(now)
    steps = range(max(here - SLACK, 0), here + SLACK + 1)
    right = [step for step in steps if hmac.compare_digest(code_of(secret, step).encode(), given)]
    return next((step for step in right if step > after), None)


def shown(secret: bytes) -> str:
    """The secret as people type it into an app that cannot scan."""
    return base64.b32encode(secret).decode().rstrip("=")


def read(text: str) -> bytes:
    """The secret that `shown` shows."""
    return base64.b32decode(text + "=" * (-len(text) % 8))


def normal(typed: str) -> str:
    """The code without the spaces that apps show it with."""
    return "".join(normalize("NFKC", typed).split())


def uri(secret: bytes, *, account: str, installation: str) -> str:
    """What the QR code says that an authenticator app scans."""
    label = quote(f"{installation}:{account}", safe=":")
    return f"otpauth://totp/{label}?" + urlencode({"secret": shown(secret), "issuer": installation})
