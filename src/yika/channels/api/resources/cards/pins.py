"""The PIN of a card, for terminals that ask for it."""

from typing import Annotated

from ninja import Path
from pydantic import Field

from yika.channels.api.terms.call import ApiRequest, Call
from yika.channels.api.terms.operations import Resource
from yika.channels.api.terms.shapes import CardId, Digits, Given, Moment, Shape
from yika.domain.cards import actions, queries, rules
from yika.domain.staff.rules import Right
from yika.kit.actor import ActorKind
from yika.kit.errors import gettext_noop

resource = Resource(
    "pins", gettext_noop("PINs"), gettext_noop("The PIN of a card, for terminals that ask for it.")
)


class Pin(Shape):
    """What may be known of a PIN."""

    digits: int
    is_set: bool
    is_locked: bool
    is_old: bool
    set_at: Moment | None


class CheckPin(Given):
    pin: Digits


class ChangePin(Given):
    old: Digits
    new: Annotated[Digits, Field(examples=["8051"])]


@resource.reads(
    "/cards/{card}/pin",
    summary=gettext_noop("Get how the PIN of a card stands"),
    gives=Pin,
    scope=Right.CARDS_VIEW,
    machines=True,
)
def get_pin(request: ApiRequest, card: Path[CardId]) -> Pin:
    return _stand(card, request.call)


@resource.changes(
    "/cards/{card}/pin/check",
    summary=gettext_noop("Check a PIN"),
    about=gettext_noop(
        "A wrong one is refused and counted; after too many the PIN is locked. "
        "The same key gets the same answer, and counts once."
    ),
    gives=Pin,
    scope=Right.ERRANDS_SERVE,
    machines=True,
)
def check_pin(request: ApiRequest, card: Path[CardId], given: CheckPin) -> Pin:
    actions.check_pin(card=card, pin=given.pin, device=_device(request.call), **request.call.traces)
    return _stand(card, request.call)


@resource.changes(
    "/cards/{card}/pin/change",
    summary=gettext_noop("Change a PIN"),
    about=gettext_noop("For somebody who knows the old one. The holder is told."),
    gives=Pin,
    scope=Right.ERRANDS_SERVE,
    machines=True,
)
def change_pin(request: ApiRequest, card: Path[CardId], given: ChangePin) -> Pin:
    actions.change_pin(
        card=card,
        old=given.old,
        new=given.new,
        device=_device(request.call),
        **request.call.traces,
    )
    return _stand(card, request.call)


def _stand(card: str, call: Call) -> Pin:
    pin = queries.pin_of(card, by=call.by, now=call.now)
    if pin is None:
        raise rules.NoPin
    return Pin(
        digits=pin.digits,
        is_set=pin.is_set,
        is_locked=pin.is_locked,
        is_old=pin.is_old,
        set_at=pin.set_at,
    )


def _device(call: Call) -> str:
    """A terminal is counted by itself; behind a key there may be many, so its cards are."""
    return call.by.id if call.by.kind is ActorKind.DEVICE else ""
