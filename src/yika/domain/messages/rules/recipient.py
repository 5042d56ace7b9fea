"""Whom a message goes to, and by which way."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from yika.kit.errors import Fault, Invalid, gettext_noop

# As people's contacts are kept: a telephone number in the form of E.164, an address without
# spaces, quotes or lists. Whatever else a mail server would understand is not ours to send to.
PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)*[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
)
EMAIL_MAX = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
CHINESE_MOBILE = re.compile(r"\+861[3-9][0-9]{9}")


class Way(StrEnum):
    INBOX = "inbox"
    SMS = "sms"
    EMAIL = "email"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One person by one way. `phrase` is what he chose to know our messages by.

    An inbox needs the holder, the other ways an address. Without a holder it is somebody whom
    we do not know yet.
    """

    holder: str
    way: str
    address: str = field(default="", repr=False)
    language: str = "zh-hans"
    phrase: str = field(default="", repr=False)


def check_recipient(to: Recipient) -> None:
    """Refuse an address that is none, before it can become part of a header or a request."""
    if to.way == Way.SMS and not PHONE.fullmatch(to.address):
        raise _invalid(gettext_noop("a telephone number with its country code: +8613800138000"))
    if to.way == Way.EMAIL and not (EMAIL.fullmatch(to.address) and len(to.address) <= EMAIL_MAX):
        raise _invalid(gettext_noop("an e-mail address such as name@example.com"))
    if to.way == Way.INBOX and (to.address or not to.holder):
        raise ValueError("an inbox belongs to a holder and has no address")
    Way(to.way)


def masked(address: str) -> str:
    """Enough for a person to know his own address by, and for nobody else to learn it."""
    name, at, domain = address.rpartition("@")
    if at:
        return f"{name[0] if len(name) > 1 else ''}***@{domain}"
    if CHINESE_MOBILE.fullmatch(address):
        return f"{address[3:6]} **** {address[-4:]}"
    return f"+**** {address[-2:]}"


def _invalid(expected: str) -> Invalid:
    return Invalid([Fault("address", "", expected)])
