"""One-time codes: how long they serve, how often they may be sent and guessed."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import IPv6Address, ip_address
from typing import Final

from yika.domain.vault.rules.tries import Allowance
from yika.kit.actor import Actor, ActorKind
from yika.kit.errors import Conflict, Fault, Invalid, NotFound, Refusal, gettext_noop

DIGITS: Final = 6
LIFE: Final = timedelta(minutes=10)
GUESSES_MAX: Final = 5
ABOUT_MAX: Final = 64
KEPT: Final = timedelta(days=1)  # how long a code's row outlives the code
PROVES_FOR: Final = timedelta(minutes=30)  # how long a used code says who is there

# One contact: a minute between two codes, then longer and longer. Reading one of them, which
# only its owner can, begins anew.
SENDS_TO_CONTACT: Final = Allowance(
    free=1,
    window=timedelta(days=1),
    first_wait=timedelta(minutes=1),
    lock_after=10,
    lock=timedelta(days=1),
)
SENDS_FOR_HOLDER: Final = Allowance(free=10, window=timedelta(hours=1))
SENDS_FROM_NETWORK: Final = Allowance(free=30, window=timedelta(hours=1))
SENDS_FROM_FACE: Final = Allowance(free=200, window=timedelta(hours=1))
# Wrong codes over all codes. Never forgotten for a right one, or somebody's own code would buy
# him guesses at others'.
GUESSES: Final = Allowance(
    free=20,
    window=timedelta(hours=1),
    first_wait=timedelta(seconds=30),
    lock_after=40,
    lock=timedelta(hours=1),
)

_IPV6_SITE = 64
_CODE = re.compile(rf"[0-9]{{{DIGITS}}}")
CODE_EXPECTED: Final = gettext_noop("the 6 digits of the message")


class Purpose(StrEnum):
    """What a code is for. One for something else opens nothing."""

    SIGN_IN = "sign-in"
    PROVE = "prove"
    STEP_UP = "step-up"
    RESET = "reset"
    LOSS = "loss"
    ENQUIRY = "enquiry"


class UnknownCode(NotFound):
    code = "people.unknown_code"
    wording = gettext_noop("No such code was sent for this. Ask for a new one.")


class WrongCode(Refusal):
    code = "people.wrong_code"
    wording = gettext_noop("The code is wrong. Tries left: {left}.")


class CodeDead(Refusal):
    code = "people.code_dead"
    wording = gettext_noop("The code was guessed too often and is void. Ask for a new one.")


class CodeExpired(Refusal):
    code = "people.code_expired"
    wording = gettext_noop("The code has expired. Ask for a new one.")


class CodeUsed(Conflict):
    code = "people.code_used"
    wording = gettext_noop("The code was used already. Ask for a new one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofView:
    """A code that was sent: where to, until when it serves, and when another can be sent."""

    id: str
    kind: str
    masked: str
    expires_at: datetime
    again_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """Somebody knew the code: he reads what arrives at this contact.

    `holder` and `contact` are public ids, None where the contact is nobody's yet. `about` is what
    the code was sent about, empty where that is nothing but the person himself.
    """

    proof: str
    purpose: Purpose
    kind: str
    value: str = field(repr=False)
    language: str
    holder: str | None
    contact: str | None
    about: str = ""


def normal_code(typed: str) -> str:
    """The digits alone, however they were spaced or typed."""
    text = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", typed))
    if not _CODE.fullmatch(text):
        raise Invalid([Fault("code", "", CODE_EXPECTED)])
    return text


def state_refusal(
    *, tries: int, used_at: datetime | None, expires_at: datetime, now: datetime
) -> Refusal | None:
    """Why a code can no longer be tried at all; None when it can."""
    if used_at:
        return CodeUsed()
    if tries >= GUESSES_MAX:
        return CodeDead()
    if now >= expires_at:
        return CodeExpired()
    return None


def guess_refusal(tries: int) -> Refusal:
    """What to say to a wrong guess, which was the `tries`th."""
    return WrongCode(left=GUESSES_MAX - tries) if tries < GUESSES_MAX else CodeDead()


def network_of(address: str) -> str:
    """Whom a network address is counted under: IPv6 is given out in whole networks of 2**64.

    Whoever shows no address is counted together with all others who do not.
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return f"{IPv6Address(int(parsed) >> _IPV6_SITE << _IPV6_SITE)}/{_IPV6_SITE}"


def origin(by: Actor, address: str) -> str:
    """What tries are counted under: the one face that serves many people, or the network."""
    return str(by.id) if serves_many(by) else network_of(address)


def serves_many(by: Actor) -> bool:
    """Whether one actor stands before us for many people: a counter, a kiosk, a program."""
    return by.kind is not ActorKind.HOLDER


def sends_from(by: Actor) -> Allowance:
    """How many codes may be asked for from one place."""
    return SENDS_FROM_FACE if serves_many(by) else SENDS_FROM_NETWORK
