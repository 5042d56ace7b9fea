"""How applications are told on every face: in which words, in which dress, with which way on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yika.channels.common import words
from yika.domain.applications import queries
from yika.domain.applications.rules import (
    ACT_WORDS,
    STATE_WORDS,
    ApplicationView,
    Offer,
    Receipt,
    State,
    Way,
    reason_words,
)
from yika.domain.applications.rules.receipt import ADDRESS_MAX, ADDRESSEE_MAX, PHONE_MAX
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.issuers import queries as issuers
from yika.kit.actor import Actor
from yika.kit.errors import gettext_noop
from yika.products.documents import DOCUMENT_WORDS

SEND = "send"
DRESS = {
    State.SUBMITTED: "warn",
    State.ACCEPTED: "warn",
    State.READY: "",
    State.SENT: "",
    State.UNDELIVERABLE: "stop",
    State.REFUSED: "stop",
    State.COLLECTED: "quiet",
    State.DELIVERED: "quiet",
    State.WITHDRAWN: "quiet",
    State.EXPIRED: "quiet",
}
WHAT_NOW = {
    State.SUBMITTED: gettext_noop("Somebody looks at it. You need not do anything."),
    State.ACCEPTED: gettext_noop("Your card is being prepared. You need not do anything."),
    State.READY: gettext_noop("Collect it, and bring your identity document."),
    State.SENT: gettext_noop("It is on its way. Nobody but you can activate it."),
    State.UNDELIVERABLE: gettext_noop(
        "It came back to us. Correct the address to have it sent again, or collect it."
    ),
    State.REFUSED: gettext_noop("You can apply again once the reason is no more."),
    State.COLLECTED: gettext_noop("Activate it, and it can be used."),
    State.DELIVERED: gettext_noop("Activate it, and it can be used."),
    State.WITHDRAWN: gettext_noop("Nothing more happens. You can apply again."),
    State.EXPIRED: gettext_noop("The card was put back. You can apply again."),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """An application as a page shows it; times are by the clock of its issuer's readers."""

    view: ApplicationView
    name: str
    issuer: str
    state: str
    dress: str
    what_now: str
    place: str
    place_address: str
    reason: str
    late: bool

    @property
    def way(self) -> str:
        return self.view.receipt.way.value


@dataclass(frozen=True, slots=True)
class Line:
    """One line of its history."""

    at: datetime
    what: str
    why: str
    note: str
    who: str


def shown(view: ApplicationView, *, now: datetime) -> Shown:
    """An application in the reader's language."""
    language = get_language() or ""
    outlet = issuers.outlet(view.receipt.outlet) if view.receipt.outlet else None
    collected = outlet is not None and view.receipt.way is Way.COLLECT
    return Shown(
        view=view,
        name=words.in_language(view.name, language),
        issuer=words.in_language(issuers.issuer(view.issuer).name, language),
        state=_(STATE_WORDS[view.state]),
        dress=DRESS[view.state],
        what_now=_(WHAT_NOW[view.state]),
        place=words.in_language(outlet.name, language) if outlet and collected else "",
        place_address=words.in_language(outlet.address, language) if outlet and collected else "",
        reason=_(reason_words(view.reason)) if reason_words(view.reason) else "",
        late=view.is_late(now),
    )


def lines(application: str, *, by: Actor) -> list[Line]:
    """Its history, the newest first."""
    return [
        Line(
            at=line.at,
            what=_(ACT_WORDS[line.act]),
            why=_(reason_words(line.reason)) if reason_words(line.reason) else "",
            note=line.note,
            who=line.actor,
        )
        for line in reversed(queries.history(application, by=by))
    ]


def fee_words(offer: Offer) -> str:
    """What it costs."""
    return words.amount(offer.fee) if offer.fee else _("Nothing to pay")


def documents_words(documents: Sequence[str]) -> str:
    """What these documents are called, in a row."""
    return ", ".join(_(DOCUMENT_WORDS[one]) for one in documents)


def receipt_asks(view: ApplicationView, ways: Sequence[str]) -> list[Ask]:
    """The form for receiving a card in another way."""
    language = get_language() or ""
    choices = [
        Choice(
            outlet.id,
            f"{words.in_language(outlet.name, language)}, "
            f"{words.in_language(outlet.address, language)}",
            literal=True,
        )
        for outlet in issuers.outlets(view.issuer)
        if "collect" in ways
    ]
    if SEND in ways:
        choices.append(Choice(SEND, gettext_noop("Have it sent to an address")))
    where = Ask(
        "where",
        AskKind.CHOICE,
        gettext_noop("How do you want to have it?"),
        max_length=40,
        choices=tuple(choices),
    )
    return [where, *ADDRESS_ASKS] if SEND in ways else [where]


ADDRESS_ASKS = (
    Ask(
        "addressee",
        AskKind.NAME,
        gettext_noop("Name at the address"),
        required=False,
        max_length=ADDRESSEE_MAX,
    ),
    Ask(
        "address",
        AskKind.NOTE,
        gettext_noop("Address"),
        gettext_noop("Street and number, city, postcode"),
        required=False,
        max_length=ADDRESS_MAX,
    ),
    Ask(
        "phone",
        AskKind.PHONE,
        gettext_noop("Phone number for the courier"),
        required=False,
        max_length=PHONE_MAX,
    ),
)


def receipt_values(view: ApplicationView) -> dict[str, str]:
    """What the form begins with."""
    receipt = view.receipt
    return {
        "where": SEND if receipt.way is Way.SEND else receipt.outlet,
        "addressee": receipt.addressee,
        "address": receipt.address,
        "phone": receipt.phone,
    }


def receipt_given(posted: dict[str, str]) -> Receipt:
    """What was filled in."""
    where = posted.get("where", "")
    if where != SEND:
        return Receipt(way=Way.COLLECT, outlet=where)
    return Receipt(
        way=Way.SEND,
        addressee=posted.get("addressee", ""),
        address=posted.get("address", ""),
        phone=posted.get("phone", ""),
    )
