"""PINs: what they must be like, what a wrong one costs, and when one is too old."""

import hmac
import re
from datetime import date, datetime, timedelta
from typing import Final
from unicodedata import normalize
from uuid import UUID

from yika.domain.vault.rules import Allowance
from yika.kit.errors import Refusal, gettext_noop
from yika.products.tables.pin import Pin

TRIES_OF_DEVICE: Final = Allowance(
    free=6,
    window=timedelta(hours=1),
    first_wait=timedelta(seconds=30),
    lock_after=30,
    lock=timedelta(hours=6),
)


class NoPin(Refusal):
    code = "pin.none"
    wording = gettext_noop("Cards of this kind have no PIN.")


class PinNotSet(Refusal):
    code = "pin.not_set"
    wording = gettext_noop("This card has no PIN yet. Choose one first.")


class PinAlreadySet(Refusal):
    code = "pin.already_set"
    wording = gettext_noop("This card has a PIN. To change it, enter the old one as well.")


class WrongPin(Refusal):
    code = "pin.wrong"
    wording = gettext_noop("The PIN is wrong. Tries left: {left}.")


class PinLocked(Refusal):
    code = "pin.locked"
    wording = gettext_noop(
        "The PIN is locked after too many wrong tries. "
        "Unlock it with a code to your phone or e-mail, or at a counter."
    )


class PinNotLocked(Refusal):
    code = "pin.not_locked"
    wording = gettext_noop("The PIN of this card is not locked.")


class PinLength(Refusal):
    code = "pin.length"
    wording = gettext_noop("A PIN of this card has exactly {digits} digits, and nothing else.")


class SamePin(Refusal):
    code = "pin.same"
    wording = gettext_noop("This is the PIN you have. Choose another.")


class ProofNeeded(Refusal):
    code = "pin.proof_needed"
    wording = gettext_noop(
        "This needs a fresh code to a phone or e-mail that is proven to be yours. "
        "Ask for a new code."
    )


def normal_pin(typed: str) -> str:
    """A PIN in plain digits, also when it was typed in full width."""
    return normalize("NFKC", typed).strip()


def check_form(pin: str, policy: Pin) -> None:
    """Refuse anything but so many digits. Never repeats what was given."""
    if not re.fullmatch(f"[0-9]{{{policy.digits}}}", pin):
        raise PinLength(digits=policy.digits)


def peppered(key: bytes, card: UUID, pin: str) -> str:
    """What is hashed in place of the PIN: of no use to who has the database without the key."""
    return hmac.digest(key, b"card-pin|" + card.bytes + pin.encode(), "sha256").hex()


def is_locked(policy: Pin, locked_at: datetime | None, *, now: datetime) -> bool:
    """Whether the PIN is locked: until somebody unlocks it, or for as long as the policy says."""
    if locked_at is None:
        return False
    return policy.lock is None or now < locked_at + (policy.lock.after(_DAY) - _DAY)


_DAY: Final = date(2001, 1, 1)  # a span is measured from here, where no leap day is near


def tries_left(policy: Pin, wrong: int) -> int:
    """How many tries are left before the PIN locks."""
    return max(policy.tries - wrong, 0)


def reminder_due(policy: Pin, set_at: datetime) -> datetime | None:
    """When the holder is reminded that his PIN is old; None for never."""
    if policy.remind is None:
        return None
    return datetime.combine(policy.remind.after(set_at.date()), set_at.timetz())


def months_between(since: datetime, now: datetime) -> int:
    """How many whole months have passed."""
    months = (now.year - since.year) * 12 + now.month - since.month
    return months - (now.day < since.day)
