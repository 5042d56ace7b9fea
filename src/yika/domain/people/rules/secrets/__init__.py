"""What makes a PIN or a password too weak. Knows the person and the card, stores nothing."""

from yika.domain.people.rules.secrets.check import (
    PASSWORD_MAX,
    PASSWORD_MIN,
    PIN_MAX,
    PIN_MIN,
    SecretKind,
    check_secret,
    normal_secret,
    weaknesses,
)
from yika.domain.people.rules.secrets.traces import About
from yika.domain.people.rules.secrets.weak import Reason, WeakSecret

__all__ = [
    "PASSWORD_MAX",
    "PASSWORD_MIN",
    "PIN_MAX",
    "PIN_MIN",
    "About",
    "Reason",
    "SecretKind",
    "WeakSecret",
    "check_secret",
    "normal_secret",
    "weaknesses",
]
