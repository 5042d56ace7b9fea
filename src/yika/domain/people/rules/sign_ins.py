"""How long a sign-in lasts, how often its secrets may be guessed, and why one is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from math import ceil
from types import MappingProxyType
from typing import Final

from yika.domain.vault.rules.tries import Allowance
from yika.kit.actor import Actor, ActorKind, Channel
from yika.kit.errors import Conflict, NotFound, Refusal, gettext_noop

TOKEN_BYTES: Final = 32
DEVICE_MAX: Final = 80
PASSKEY_NAME_MAX: Final = 40
SEEN_EVERY: Final = timedelta(minutes=1)
REPEATED_WITHIN: Final = timedelta(minutes=1)  # a form that is sent twice
PENDING: Final = timedelta(minutes=10)  # from the password to the second factor
KEPT: Final = timedelta(days=180)  # how long an ended sign-in still tells which browser is known
PASSWORD_OLD_AFTER: Final = timedelta(days=365)


class Way(StrEnum):
    """What a person proved himself with."""

    CODE = "code"
    PASSWORD = "password"  # noqa: S105  the name of a way, not a secret
    PASSKEY = "passkey"
    TOTP = "totp"
    RECOVERY_CODE = "recovery-code"


class WrongPassword(Refusal):
    code = "people.wrong_password"
    wording = gettext_noop(
        "The phone number or e-mail address, or the password, is wrong. "
        "You can also sign in with a code."
    )


class WrongOldPassword(Refusal):
    code = "people.wrong_old_password"
    wording = gettext_noop("The present password is wrong.")


class PasswordExists(Conflict):
    code = "people.password_exists"
    wording = gettext_noop("There is a password already. To change it, give the present one.")


class NoPassword(Refusal):
    code = "people.no_password"
    wording = gettext_noop("There is no password yet. Set one first.")


class ContactCooling(Refusal):
    """The way out: any other proven contact, an outlet, or waiting."""

    code = "people.contact_cooling"
    wording = gettext_noop(
        "This phone number or e-mail address was changed lately and cannot reset a password or a "
        "PIN for another {wait_hours} h. Use another one of yours, or come to an outlet with "
        "your identity document."
    )

    def __init__(self, *, usable_from: datetime, now: datetime) -> None:
        hours = ceil((usable_from - now) / timedelta(hours=1))
        super().__init__(wait_hours=hours, usable_from=usable_from)


class WrongSecondFactor(Refusal):
    code = "people.wrong_second_factor"
    wording = gettext_noop(
        "The code is wrong or was used. Wait for the next code of your app, or use a recovery code."
    )


class NotSignedIn(Refusal):
    code = "people.not_signed_in"
    wording = gettext_noop("The sign-in has ended. Sign in again.")


class UnknownSignIn(NotFound):
    code = "people.unknown_sign_in"
    wording = gettext_noop("There is no sign-in {sign_in}.")


class LoginClosed(Refusal):
    code = "people.login_closed"
    wording = gettext_noop("This account is closed. Ask at an outlet.")


class AlreadyEnrolled(Conflict):
    code = "people.already_enrolled"
    wording = gettext_noop("There is an authenticator app already. Give its code.")


class NotEnrolled(Refusal):
    code = "people.not_enrolled"
    wording = gettext_noop("No authenticator app is set up yet. Set it up first.")


@dataclass(frozen=True, slots=True)
class Lifetime:
    """A sign-in ends when nobody used it for `idle`, and after `longest` in any case."""

    idle: timedelta
    longest: timedelta


HOLDER: Final = Lifetime(idle=timedelta(days=30), longest=timedelta(days=180))
PASSER_BY: Final = Lifetime(idle=timedelta(minutes=3), longest=timedelta(minutes=30))
STAFF: Final = Lifetime(idle=timedelta(minutes=30), longest=timedelta(hours=12))

LIFETIMES: Final[Mapping[Channel, Lifetime]] = MappingProxyType(
    {
        Channel.WEB: HOLDER,
        Channel.KIOSK: PASSER_BY,
        Channel.COUNTER: STAFF,
        Channel.CONSOLE: STAFF,
        Channel.REVIEW: STAFF,
        Channel.VISIT: STAFF,
        Channel.HOTLINE: STAFF,
    }
)
STAFF_CHANNELS: Final = frozenset(one for one in LIFETIMES if LIFETIMES[one] is STAFF)

# A person who mistypes must get through, a program that tries lists must not. What is counted
# per contact, handle or login is forgotten after a success; the code opens a locked password.
PASSWORD_TRIES: Final = Allowance(
    free=5,
    window=timedelta(days=1),
    first_wait=timedelta(seconds=30),
    lock_after=10,
    lock=timedelta(hours=1),
)
# Many people may come from one place, and none of them clears the count.
PLACE_TRIES: Final = Allowance(free=30, window=timedelta(hours=1), first_wait=timedelta(seconds=10))
SECOND_FACTOR_TRIES: Final = Allowance(
    free=5,
    window=timedelta(days=1),
    first_wait=timedelta(seconds=30),
    lock_after=10,
    lock=timedelta(hours=1),
)


def visitor(channel: Channel) -> Actor:
    """Somebody of whom nothing is known yet: a holder's rights, and nothing that is his."""
    return Actor(ActorKind.HOLDER, "visitor", channel)


def visible(text: str, *, longest: int) -> str:
    """What of a text can be seen, and kept by every database."""
    return "".join(filter(str.isprintable, text)).strip()[:longest]


def digest(token: str) -> bytes:
    """What is kept of a token. It is 256 random bits, so that nobody tries them all."""
    return sha256(token.encode(errors="replace")).digest()


def lifetime(channel: Channel) -> Lifetime:
    """How long a sign-in through this door lasts; a programming error where nobody signs in."""
    return LIFETIMES[channel]


def is_idle(channel: Channel, *, seen_at: datetime, now: datetime) -> bool:
    return now - seen_at >= lifetime(channel).idle


def is_old(set_at: datetime | None, now: datetime) -> bool:
    """Whether to remind the person that a password has served long enough."""
    return set_at is not None and now - set_at >= PASSWORD_OLD_AFTER
