"""What may be said of an issuer and of an outlet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from yika.kit.actor import Actor, check_may
from yika.kit.errors import Conflict, Fault, Invalid, NotFound, Refusal, gettext_noop

CODE: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
CODE_MAX: Final = 48
NAME_MAX: Final = 60
ADDRESS_MAX: Final = 120
HOTLINE: Final = re.compile(r"\+?[0-9][0-9 ()-]{1,22}[0-9]")
HOTLINE_MAX: Final = 24

OUTLETS_MANAGE: Final = "outlets.manage"
"""The right to open, change and close outlets; `staff.rules.Right` has it too, one layer up."""

ISSUERS_OPEN: Final = "issuers.open"
"""Only who runs the installation may do this: open an issuer, and let one act for another."""

CODE_EXPECTED = gettext_noop(
    "expected a short name such as harbor-transit: small letters, digits and single dashes, "
    "48 at most"
)
NAME_EXPECTED = gettext_noop("expected a name on one line, 60 characters at most")
ADDRESS_EXPECTED = gettext_noop("expected an address on one line, 120 characters at most")
HOTLINE_EXPECTED = gettext_noop("expected a telephone number such as 027-8765 4321")
ZONE_EXPECTED = gettext_noop("expected a time zone such as Asia/Shanghai")
SEAL_EXPECTED = gettext_noop("expected one character, such as 江")


class UnknownIssuer(NotFound):
    code = "issuer.unknown"
    wording = gettext_noop("There is no issuer {issuer}.")


class UnknownOutlet(NotFound):
    code = "issuer.unknown_outlet"
    wording = gettext_noop("There is no outlet {outlet}.")


class CodeTaken(Conflict):
    code = "issuer.code_taken"
    wording = gettext_noop("The short name {name} is taken. Choose another.")


class RequestReused(Conflict):
    code = "issuer.request_reused"
    wording = gettext_noop("This request id was already used for something else. Use a new one.")


class OutletClosed(Refusal):
    code = "issuer.outlet_closed"
    wording = gettext_noop("The outlet {outlet} is closed for good.")


class IssuerKind(StrEnum):
    """What people know the organization as. Shown, never decided by: products are the policy."""

    TRANSIT = "transit"
    CITY = "city"
    CAMPUS = "campus"
    PROPERTY = "property"
    RETAIL = "retail"
    TELECOM = "telecom"
    BANK = "bank"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Text:
    """The same in both languages."""

    en: str
    zh_hans: str


def check_code(code: str) -> None:
    if len(code) > CODE_MAX or not CODE.fullmatch(code):
        raise Invalid([Fault("code", "", CODE_EXPECTED)])


def check_issuer(*, name: Text, hotline: str, zone: str, seal: str) -> None:
    """Invalid, naming every fault, unless an issuer can be described so."""
    faults = list(text_faults("name", name, NAME_MAX, NAME_EXPECTED))
    if not HOTLINE.fullmatch(hotline):
        faults.append(Fault("hotline", "", HOTLINE_EXPECTED))
    if not _is_zone(zone):
        faults.append(Fault("zone", "", ZONE_EXPECTED))
    if len(seal) != 1 or not seal.isalnum():
        faults.append(Fault("seal", "", SEAL_EXPECTED))
    if faults:
        raise Invalid(faults)


def check_outlet(*, name: Text, address: Text, phone: str) -> None:
    """Invalid, naming every fault, unless an outlet can be described so; it needs no telephone."""
    faults = [
        *text_faults("name", name, NAME_MAX, NAME_EXPECTED),
        *text_faults("address", address, ADDRESS_MAX, ADDRESS_EXPECTED),
    ]
    if phone and not HOTLINE.fullmatch(phone):
        faults.append(Fault("phone", "", HOTLINE_EXPECTED))
    if faults:
        raise Invalid(faults)


def check_may_manage(outlet: str, *, issuer: str, by: Actor) -> None:
    """Refuse unless somebody may change an outlet; for the staff of others it does not exist."""
    if not by.sees(issuer):
        raise UnknownOutlet(outlet=outlet)
    check_may(by, OUTLETS_MANAGE, issuer)


def text_faults(where: str, text: Text, longest: int, expected: str) -> Iterator[Fault]:
    """What keeps a text from being one plain line in each language."""
    for language, line in (("en", text.en), ("zh-hans", text.zh_hans)):
        plain = line == " ".join(line.split()) and line.isprintable()
        if not plain or not 1 <= len(line) <= longest:
            yield Fault(where, language, expected)


def _is_zone(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, LookupError):
        return False
    return True
