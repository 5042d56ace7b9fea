"""Whether a PIN or a password is good enough for this person and this card."""

import unicodedata
from collections.abc import Container, Iterator
from enum import StrEnum
from typing import Final

from yika.domain.people.rules.secrets import patterns, traces, weak
from yika.domain.people.rules.secrets.common import is_common_password, is_common_pin
from yika.domain.people.rules.secrets.traces import About
from yika.domain.people.rules.secrets.weak import WeakSecret

PIN_MIN: Final = 4
PIN_MAX: Final = 12
PASSWORD_MIN: Final = 12
PASSWORD_MAX: Final = 128  # what a slow hash is asked to hash
SUBSTANCE_MIN: Final = 6

ORDERS: Final = {"same": weak.Same, "run": weak.Run, "keyboard": weak.Keyboard}


class SecretKind(StrEnum):
    PIN = "pin"
    PASSWORD = "password"  # noqa: S105  the name of a kind, not a secret


def normal_secret(typed: str) -> str:
    """The one form that is checked, hashed and compared, whatever keyboard it was typed on."""
    return unicodedata.normalize("NFKC", typed)


def check_secret(
    secret: str, about: About, *, kind: str = "password", common: Container[str] = frozenset()
) -> None:
    """Refuse what is guessed first, with the first reason that applies.

    `common` holds common passwords in small letters; those of PINs are known here.
    """
    for weakness in weaknesses(secret, about, kind=kind, common=common):
        raise weakness


def weaknesses(
    secret: str, about: About, *, kind: str = "password", common: Container[str] = frozenset()
) -> Iterator[WeakSecret]:
    """Everything that is wrong with it, the plainest reason first."""
    secret = normal_secret(secret)
    wrong = list(_wrong_form(secret, SecretKind(kind)))
    yield from wrong
    if wrong:
        return  # nothing else is worth looking for, in what may be a whole book
    if kind == SecretKind.PIN:
        yield from _pin_weaknesses(secret)
    else:
        yield from _password_weaknesses(secret, common)
    yield from _traces(secret, about)


def _wrong_form(secret: str, kind: SecretKind) -> Iterator[WeakSecret]:
    is_pin = kind is SecretKind.PIN
    least, most = (PIN_MIN, PIN_MAX) if is_pin else (PASSWORD_MIN, PASSWORD_MAX)
    if is_pin and not (secret.isascii() and secret.isdigit()):
        yield weak.NotDigits()
    if len(secret) < least:
        yield weak.TooShort(least=least)
    if len(secret) > most:
        yield weak.TooLong(most=most)


def _pin_weaknesses(pin: str) -> Iterator[WeakSecret]:
    if len(set(pin)) == 1:
        yield weak.Same()
    if patterns.repeats(pin):
        yield weak.Repeats()
    if patterns.counts_by_steps(pin) or patterns.made_of(pin, patterns.COUNTED):
        yield weak.Run()
    if patterns.made_of(pin, patterns.KEYPAD):
        yield weak.Keyboard()
    if is_common_pin(pin):
        yield weak.Common()


def _password_weaknesses(secret: str, common: Container[str]) -> Iterator[WeakSecret]:
    if patterns.repeats(secret) and len(set(secret)) > 1:
        yield weak.Repeats()
    order = patterns.main_order(secret)
    if order and patterns.substance(secret) < SUBSTANCE_MIN:
        yield ORDERS[order]()
    if is_common_password(secret, common):
        yield weak.Common()


def _traces(secret: str, about: About) -> Iterator[WeakSecret]:
    if about.born_on and traces.has_date(secret, about.born_on):
        yield weak.Birthday()
    if traces.has_digits_of(secret, about.id_digits):
        yield weak.IdNumber()
    if any(traces.has_digits_of(secret, phone) for phone in about.phones):
        yield weak.Phone()
    if any(traces.has_digits_of(secret, number) for number in about.card_numbers):
        yield weak.CardNumber()
    if any(traces.has_email(secret, email) for email in about.emails):
        yield weak.Email()
    if traces.has_word(secret, traces.name_words(about.name)):
        yield weak.Name()
