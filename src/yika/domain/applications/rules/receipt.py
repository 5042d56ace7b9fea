"""How a card comes to whoever applied for it: collected at an outlet, or sent to an address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from yika.domain.applications.rules.refusals import NotThisWay
from yika.kit.errors import Fault, Invalid, gettext_noop

ADDRESSEE_MAX: Final = 60
ADDRESS_MAX: Final = 200
PHONE_MAX: Final = 40

ADDRESSEE: Final = gettext_noop("Enter the name that stands at the door, at most 60 characters.")
ADDRESS: Final = gettext_noop(
    "Enter the whole address, at most 200 characters: street and number, city, postcode."
)
PHONE: Final = gettext_noop("Enter a phone number that the courier can call.")
OUTLET: Final = gettext_noop("Choose where you want to have your card.")


class Way(StrEnum):
    COLLECT = "collect"
    SEND = "send"


WAY_WORDS: Final = {
    Way.COLLECT: gettext_noop("Collected at an outlet"),
    Way.SEND: gettext_noop("Sent to an address"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Where somebody wants to have his card. An address is never shown without need."""

    way: Way
    outlet: str = ""
    addressee: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)

    @property
    def masked(self) -> str:
        """The address as whoever need not know it sees it."""
        return f"{self.address[:6]}…" if self.address else ""


def check_receipt(receipt: Receipt, ways: Sequence[str]) -> Receipt:
    """What was wished for, tidied. Refuses a way the policy does not have, and half an address."""
    if receipt.way not in ways:
        raise NotThisWay
    if receipt.way is Way.COLLECT:
        return Receipt(way=receipt.way, outlet=receipt.outlet)
    tidy = Receipt(
        way=receipt.way,
        addressee=" ".join(receipt.addressee.split()),
        address="\n".join(" ".join(line.split()) for line in receipt.address.splitlines()).strip(),
        phone=" ".join(receipt.phone.split()),
    )
    if faults := list(address_faults(tidy.addressee, tidy.address, tidy.phone)):
        raise Invalid(faults)
    return tidy


def address_faults(addressee: str, address: str, phone: str) -> Iterator[Fault]:
    """What is missing from an address, or too long for a label."""
    if not 0 < len(addressee) <= ADDRESSEE_MAX or not addressee.isprintable():
        yield Fault("addressee", "", ADDRESSEE)
    if not 0 < len(address) <= ADDRESS_MAX or not all(map(str.isprintable, address.split("\n"))):
        yield Fault("address", "", ADDRESS)
    if not 0 < len(phone) <= PHONE_MAX or not _is_phone(phone):
        yield Fault("phone", "", PHONE)


def _is_phone(text: str) -> bool:
    """A land line will do: nothing of ours is ever sent to it."""
    digits = sum(letter.isdecimal() for letter in text)
    return digits >= 5 and all(  # noqa: PLR2004  no number of a subscriber is shorter
        letter.isdecimal() or letter in "+() -./" for letter in text
    )
