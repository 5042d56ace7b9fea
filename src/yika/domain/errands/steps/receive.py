"""Receive: whoever applies says where he collects his card, or where it shall be sent."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from yika.domain.applications.rules.receipt import (
    ADDRESS,
    ADDRESS_MAX,
    ADDRESSEE,
    ADDRESSEE_MAX,
    OUTLET,
    PHONE,
    PHONE_MAX,
    address_faults,
)
from yika.domain.cards.queries import card
from yika.domain.errands.rules.asks import Ask, Asked, AskKind, Choice, StepForm
from yika.domain.errands.steps.step import Stand, Step, Taken, Values, Way
from yika.domain.issuers import queries as issuers
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import Service, Text
from yika.kit.actor import WORKER, ActorKind
from yika.kit.errors import Fault, Invalid, gettext_noop

SEND = "send"
AT_KIOSK_MAX = 5
SENT = gettext_noop("Have it sent to an address")

AskedAddressee = Asked(
    gettext_noop("Name at the address"),
    wrong=ADDRESSEE,
    kind=AskKind.NAME,
    max_length=ADDRESSEE_MAX,
)
AskedAddress = Asked(
    gettext_noop("Address"),
    hint=gettext_noop("Street and number, city, postcode"),
    wrong=ADDRESS,
    kind=AskKind.NOTE,
    max_length=ADDRESS_MAX,
)
AskedPhone = Asked(
    gettext_noop("Phone number for the courier"),
    wrong=PHONE,
    kind=AskKind.PHONE,
    max_length=PHONE_MAX,
)
AskedWhere = Asked(
    gettext_noop("How do you want to have it?"), wrong=OUTLET, kind=AskKind.CHOICE, max_length=40
)


class Where(StepForm):
    """An outlet, or "send" with an address."""

    where: Annotated[str, AskedWhere]
    addressee: Annotated[str | None, AskedAddressee] = None
    address: Annotated[str | None, AskedAddress] = None
    phone: Annotated[str | None, AskedPhone] = None

    def misfits(self) -> Iterator[Fault]:
        if self.where == SEND:
            yield from address_faults(self.addressee or "", self.address or "", self.phone or "")


class Collected(StepForm):
    """Where sending is not offered."""

    where: Annotated[str, AskedWhere]


class SentTo(StepForm):
    """Where collecting is not offered."""

    addressee: Annotated[str, AskedAddressee]
    address: Annotated[str, AskedAddress]
    phone: Annotated[str, AskedPhone]

    def misfits(self) -> Iterator[Fault]:
        yield from address_faults(self.addressee, self.address, self.phone)


class Receive(Step):
    name = "receive"
    title = gettext_noop("How your card comes to you")
    minutes = 2
    returns = True
    ways = (
        Way(
            Where,
            gettext_noop("Collect it where it suits you. An address is read only by who sends it."),
        ),
    )

    def forms(self) -> tuple[type[StepForm], ...]:
        return (Where, Collected, SentTo)

    def form(self, at: Stand, way: Way) -> type[StepForm]:  # noqa: ARG002
        ways = _ways(at)
        return Where if len(ways) > 1 else SentTo if SEND in ways else Collected

    def asks(self, at: Stand, way: Way) -> tuple[Ask, ...]:
        """What is asked first are the places; the address is filled in only for sending."""
        asked = super().asks(at, way)
        return tuple(
            replace(ask, choices=tuple(_choices(at))) if ask.name == "where" else ask
            for ask in asked
        )

    def check(self, at: Stand, given: Where | Collected | SentTo) -> Values:
        if isinstance(given, SentTo) or given.where == SEND:
            if SEND not in _ways(at) or isinstance(given, Collected):
                raise Invalid([Fault("where", "", OUTLET)])
            return {
                "way": SEND,
                "addressee": given.addressee or "",
                "address": given.address or "",
                "reach": given.phone or "",
            }
        if given.where not in {outlet.id for outlet in _outlets(at)}:
            raise Invalid([Fault("where", "", OUTLET)])
        return {"way": "collect", "outlet": given.where}

    def apply(self, at: Stand, checked: Values) -> Taken:  # noqa: ARG002
        return Taken(carry=checked, facts={"way": checked["way"]})


def _ways(at: Stand) -> tuple[str, ...]:
    return at.product.application.ways if at.product.application else ()


def _choices(at: Stand) -> Iterator[Choice]:
    for outlet in _outlets(at):
        name, address = outlet.name, outlet.address
        both = Text(f"{name.en}, {address.en}", f"{name.zh_hans}, {address.zh_hans}")
        yield Choice(outlet.id, both, literal=True)
    if SEND in _ways(at):
        yield Choice(SEND, SENT)


def _outlets(at: Stand) -> list[OutletView]:
    """Where cards of this issuer are handed out; a chosen one only where it lies.

    Who stands at a kiosk finds its own outlet first, and no more than fit on the screen.
    """
    if "collect" not in _ways(at):
        return []
    by = at.visit.by
    open_ = issuers.outlets(at.issuer)
    serving = [outlet for outlet in open_ if Service.APPLICATION in outlet.services] or open_
    if chosen := at.carried.get("chosen"):
        lies = card(chosen, WORKER).outlet
        return [outlet for outlet in open_ if outlet.id == lies]
    here = [outlet for outlet in serving if outlet.id == by.outlet]
    others = [outlet for outlet in serving if outlet.id != by.outlet]
    found = here + others
    return found[:AT_KIOSK_MAX] if by.kind is ActorKind.DEVICE else found
