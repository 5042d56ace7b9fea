"""How phone numbers and e-mail addresses are written, masked, and when one may be relied on."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import phonenumbers
from phonenumbers import PhoneNumberType

from yika.domain.people.rules.letters import check_visible
from yika.kit.errors import Conflict, Fault, Invalid, NotFound, Refusal, gettext_noop

REGION: Final = "CN"  # where a number is from that does not say so
COOLING: Final = timedelta(hours=72)
CONTACTS_MAX: Final = 10

EMAIL_MAX: Final = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
LOCAL_MAX: Final = 64  # RFC 5321, 4.5.3.1.1
PHONE_TYPED_MAX: Final = 40

# What a mail server would understand beyond this (quotes, comments, other alphabets) is not
# ours to send to.
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@((?:{_LABEL}\.)+{_LABEL})")
_PHONE_TYPED = re.compile(r"\(?\+?[0-9() ./-]+")
_CHINESE_MOBILE = re.compile(r"\+861[3-9][0-9]{9}")
_TEXTED = frozenset(
    {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE, PhoneNumberType.PERSONAL_NUMBER}
)

PHONE_EXPECTED: Final = gettext_noop(
    "a mobile phone number, such as 138 0013 8000, or one with its country code, +852 5123 4567"
)
EMAIL_EXPECTED: Final = gettext_noop("an e-mail address such as name@example.com")


class Kind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"


class UnknownContact(NotFound):
    code = "people.unknown_contact"
    wording = gettext_noop("This phone number or e-mail address is not among those on record.")


class ContactTaken(Conflict):
    """Only told to who has proven that he reads what arrives there."""

    code = "people.contact_taken"
    wording = gettext_noop(
        "This phone number or e-mail address belongs to another account. "
        "Sign in there, or remove it there first."
    )


class SameContact(Refusal):
    code = "people.same_contact"
    wording = gettext_noop("This is the one on record already. Give a different one.")


class LastContact(Refusal):
    code = "people.last_contact"
    wording = gettext_noop(
        "This is the last phone number or e-mail address you can be reached at. "
        "Add another one first."
    )


class TooManyContacts(Refusal):
    code = "people.too_many_contacts"
    wording = gettext_noop(
        "There are {most} phone numbers and e-mail addresses already. Remove one first."
    )


def normal_contact(typed: str) -> tuple[Kind, str]:
    """What was typed, as a phone number or an e-mail address in its one normal form."""
    if "@" in unicodedata.normalize("NFKC", typed):
        return Kind.EMAIL, normal_email(typed)
    return Kind.PHONE, normal_phone(typed)


def normal_phone(typed: str, *, region: str = REGION) -> str:
    """The number as E.164, e.g. +8613800138000. Refuses what takes no short messages."""
    text = _plain(typed, where=Kind.PHONE)
    dashes = {ord(letter): "-" for letter in text if unicodedata.category(letter) == "Pd"}
    text = text.translate(dashes)
    if not _PHONE_TYPED.fullmatch(text) or len(text) > PHONE_TYPED_MAX:
        raise _not_a(Kind.PHONE)
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise _not_a(Kind.PHONE) from None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    # The numbers of China grow faster than tables of them.
    known = phonenumbers.number_type(number) in _TEXTED  # a type is only told of valid numbers
    if not (_CHINESE_MOBILE.fullmatch(written) or known):
        raise _not_a(Kind.PHONE)
    return written


def normal_email(typed: str) -> str:
    """The address in small letters. Nobody has two boxes that differ in capitals only."""
    text = _plain(typed, where=Kind.EMAIL).lower()
    found = _EMAIL.fullmatch(text)
    if not found or len(found[1]) > LOCAL_MAX or len(text) > EMAIL_MAX:
        raise _not_a(Kind.EMAIL)
    return text


def contact_name(kind: str, value: str) -> str:
    """What tries are counted under for a contact, whoever makes them."""
    return f"{kind}:{value}"


def masked(kind: str, value: str) -> str:
    """Enough for a person to know his own by, and for nobody else to learn it."""
    return _masked_email(value) if kind == Kind.EMAIL else _masked_phone(value)


def usable_from(*, has_usable: bool, now: datetime) -> datetime:
    """From when a newly proven contact may be used to get back into an account.

    Whoever got hold of an account for a moment and adds his own phone has to wait, and meanwhile
    the other contacts, which are told at once, can still undo it. The first has nobody to tell.
    """
    return now + COOLING if has_usable else now


def leaves_at(
    *, others: Iterable[datetime], at_once: bool, proven: bool, now: datetime
) -> datetime:
    """Until when a contact that is taken away still serves to get back into the account.

    `others` are the times from which the other proven contacts may. `at_once` is for staff who
    have seen the person's document, when a lost phone is in a stranger's hands.
    """
    if not proven:
        return now
    first = min(others, default=None)
    if first is None:
        raise LastContact
    return max(first, now if at_once else now + COOLING)


def check_room(count: int) -> None:
    if count >= CONTACTS_MAX:
        raise TooManyContacts(most=CONTACTS_MAX)


def _plain(typed: str, *, where: Kind) -> str:
    text = typed.strip()
    check_visible(text, where=where)
    return unicodedata.normalize("NFKC", text)


def _not_a(kind: Kind) -> Invalid:
    expected = PHONE_EXPECTED if kind is Kind.PHONE else EMAIL_EXPECTED
    return Invalid([Fault(kind, "", expected)])


def _masked_phone(value: str) -> str:
    number = phonenumbers.parse(value)
    national = phonenumbers.national_significant_number(number)
    if _CHINESE_MOBILE.fullmatch(value):
        return f"{national[:3]} **** {national[-4:]}"
    kept = 4 if len(national) > 9 else 2  # noqa: PLR2004  of a short number four would be half
    return f"+{number.country_code} **** {national[-kept:]}"


def _masked_email(value: str) -> str:
    local, _, domain = value.rpartition("@")
    return f"{local[0] if len(local) > 1 else ''}***@{domain}"
