"""How a machine is paired, and how long it is believed after it was last seen."""

import hashlib
import json
import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from unicodedata import normalize

from yika.domain.vault.rules import Allowance
from yika.kit.actor import Channel
from yika.kit.errors import Conflict, Fault, Invalid, NotFound, Refusal, gettext_noop

NAME_MAX: Final = 60
VERSION_MAX: Final = 80
NAME_EXPECTED = gettext_noop("expected a name on one line, 60 characters at most")
OUTLET_EXPECTED = gettext_noop("expected the outlet where the machine stands")

TOKEN_BYTES: Final = 32
HANDSHAKE: Final = 1

# 50 bits that live for minutes: what is typed by hand where a machine has no camera.
LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD: Final = str.maketrans("OIL", "011")
CODE_LENGTH: Final = 10
CODE_LASTS: Final = timedelta(minutes=15)
CODE_GUESSES: Final = Allowance(
    free=5,
    window=timedelta(hours=1),
    first_wait=timedelta(seconds=10),
    lock_after=20,
    lock=timedelta(hours=1),
)

SEEN_EVERY: Final = timedelta(minutes=1)
IDLE_MAX: Final = timedelta(days=180)
SILENT_AFTER: Final = timedelta(minutes=10)
"""A kiosk asks something every minute; one that has been silent for this long is out of order."""


class MachineKind(StrEnum):
    KIOSK = "kiosk"
    COUNTER = "counter"
    READER = "reader"

    @property
    def channel(self) -> Channel:
        """The door through which a machine of this kind comes in."""
        return Channel(self.value)


class UnknownMachine(NotFound):
    code = "machine.unknown"
    wording = gettext_noop("There is no machine {machine}.")


class MachineRevoked(Refusal):
    code = "machine.revoked"
    wording = gettext_noop("This machine was revoked for good. Add it again as a new one.")


class WrongPairingCode(Refusal):
    code = "machine.wrong_pairing_code"
    wording = gettext_noop(
        "This pairing code is wrong, was used already, or is older than 15 minutes. "
        "Get a new one in the console."
    )


class RequestReused(Conflict):
    code = "machine.request_reused"
    wording = gettext_noop("This request id was already used for something else. Use a new one.")


def check_name(name: str) -> None:
    plain = name == " ".join(name.split()) and name.isprintable()
    if not plain or not 1 <= len(name) <= NAME_MAX:
        raise Invalid([Fault("name", "", NAME_EXPECTED)])


def check_machine(*, kind: MachineKind, name: str, outlet: str) -> None:
    """Invalid unless a machine can be described so. Only a reader may be without an outlet."""
    check_name(name)
    if not outlet and kind is not MachineKind.READER:
        raise Invalid([Fault("outlet", "", OUTLET_EXPECTED)])


def new_code() -> str:
    """A code as it is shown to whoever pairs a machine: `4F7KQ-9ZB2M`."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    return f"{letters[:5]}-{letters[5:]}"


def normal_code(typed: str) -> str:
    """One spelling for what people type in many: small letters, spaces, an O for a zero."""
    letters = normalize("NFKC", typed).upper().translate(MISREAD)
    return "".join(letter for letter in letters if letter in LETTERS)


def qr_payload(*, url: str, code: str) -> str:
    """What the QR holds that a machine scans: where to go, and the code to show there."""
    return json.dumps({"handshake": HANDSHAKE, "url": url, "token": code}, separators=(",", ":"))


def check_pairing(expires_at: datetime | None, *, now: datetime) -> None:
    if expires_at is None or now >= expires_at:
        raise WrongPairingCode


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(secret: str) -> bytes:
    """What is kept of a secret with 256 random bits, which nobody can guess back from this."""
    return hashlib.sha256(secret.encode()).digest()


def is_believed(last_seen_at: datetime | None, *, now: datetime) -> bool:
    """Whether a token still counts: what lay in a drawer for half a year is paired anew."""
    return last_seen_at is not None and now - last_seen_at < IDLE_MAX


def is_worth_noting(last_seen_at: datetime | None, *, now: datetime) -> bool:
    """Whether a sighting is worth a write; also when the clock was ahead and is right again."""
    return last_seen_at is None or abs(now - last_seen_at) >= SEEN_EVERY
