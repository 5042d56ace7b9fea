"""What can be done about an application at the console, each with its words, form and action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from yika.domain.applications import actions
from yika.domain.applications.rules import (
    REFUSED_WORDS,
    RETURNED_WORDS,
    ApplicationView,
    State,
    Way,
)
from yika.domain.applications.rules.states import STEPS, Act
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.kit.errors import gettext_noop

NOTE = Ask(
    "note",
    AskKind.NOTE,
    gettext_noop("Note"),
    gettext_noop("The person reads it."),
    required=False,
    max_length=300,
)
CARD = Ask(
    "card",
    AskKind.TEXT,
    gettext_noop("Card number"),
    gettext_noop("Scan the code on the card, or type its number."),
    max_length=200,
)
CARRIER = Ask("carrier", AskKind.TEXT, gettext_noop("Carrier"), max_length=40)
TRACKING = Ask("tracking", AskKind.CODE, gettext_noop("Tracking number"), max_length=40)


def _reason(words: Mapping[Any, str]) -> Ask:
    choices = tuple(Choice(str(reason), text) for reason, text in words.items())
    return Ask("reason", AskKind.CHOICE, gettext_noop("Reason"), choices=choices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing to do about an application. Without an action it only shows something."""

    title: str
    button: str
    lead: str
    action: Callable[..., ApplicationView] | None
    when: Callable[[ApplicationView], bool]
    asks: tuple[Ask, ...] = ()
    danger: bool = False

    @property
    def tone(self) -> str:
        return "danger" if self.danger else "line"


def _can(act: Act, *, way: Way | None = None) -> Callable[[ApplicationView], bool]:
    """Whether an application stands so that this can be done, and is received in this way."""
    return lambda view: view.state in STEPS[act][0] and (way is None or view.receipt.way is way)


DEEDS: Mapping[str, Deed] = {
    "accept": Deed(
        title=gettext_noop("Accept {case}"),
        button=gettext_noop("Accept"),
        lead=gettext_noop("The person is told, and the card is prepared."),
        action=actions.accept_application,
        when=_can(Act.ACCEPTED),
    ),
    "card": Deed(
        title=gettext_noop("Put a card aside for {case}"),
        button=gettext_noop("Put a card aside"),
        lead=gettext_noop("Nobody else is given this card any more."),
        action=actions.assign_card,
        when=_can(Act.CARD_CHOSEN),
        asks=(CARD,),
    ),
    "ready": Deed(
        title=gettext_noop("{case} can be collected"),
        button=gettext_noop("Ready to collect"),
        lead=gettext_noop("The person is told where, and until when."),
        action=actions.ready_to_collect,
        when=_can(Act.READIED, way=Way.COLLECT),
    ),
    "address": Deed(
        title=gettext_noop("Show the address of {case}"),
        button=gettext_noop("Show the address"),
        lead=gettext_noop("That you looked is written down."),
        action=None,
        when=lambda view: bool(view.masked_address) and view.state is State.ACCEPTED,
    ),
    "send": Deed(
        title=gettext_noop("Send {case}"),
        button=gettext_noop("Send it"),
        lead=gettext_noop("The person is told how to follow it."),
        action=actions.send_card,
        when=_can(Act.SENT, way=Way.SEND),
        asks=(CARRIER, TRACKING),
    ),
    "delivered": Deed(
        title=gettext_noop("{case} has arrived"),
        button=gettext_noop("Delivered"),
        lead=gettext_noop("The carrier says that it has reached the person."),
        action=actions.note_delivered,
        when=_can(Act.DELIVERED),
    ),
    "returned": Deed(
        title=gettext_noop("{case} came back"),
        button=gettext_noop("Came back"),
        lead=gettext_noop("The person is asked what shall become of it."),
        action=actions.note_undeliverable,
        when=_can(Act.UNDELIVERABLE),
        asks=(_reason(RETURNED_WORDS), NOTE),
    ),
    "withdraw": Deed(
        title=gettext_noop("Withdraw {case}"),
        button=gettext_noop("Withdraw it"),
        lead=gettext_noop("At the wish of the person, who is told."),
        action=actions.withdraw_application,
        when=_can(Act.WITHDRAWN),
        danger=True,
    ),
    "refuse": Deed(
        title=gettext_noop("Refuse {case}"),
        button=gettext_noop("Refuse"),
        lead=gettext_noop("The person is told why."),
        action=actions.refuse_application,
        when=_can(Act.REFUSED),
        asks=(_reason(REFUSED_WORDS), NOTE),
        danger=True,
    ),
}
