"""The states of an application, the steps between them, and the reasons they may have."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from yika.kit.errors import gettext_noop


class State(StrEnum):
    """Where an application stands. Accepted: the card is being prepared."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    READY = "ready"
    SENT = "sent"
    UNDELIVERABLE = "undeliverable"
    REFUSED = "refused"
    COLLECTED = "collected"
    DELIVERED = "delivered"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


STATE_WORDS: Final[Mapping[State, str]] = {
    State.SUBMITTED: gettext_noop("Being looked at"),
    State.ACCEPTED: gettext_noop("Being prepared"),
    State.READY: gettext_noop("Ready to collect"),
    State.SENT: gettext_noop("On its way"),
    State.UNDELIVERABLE: gettext_noop("Could not be delivered"),
    State.REFUSED: gettext_noop("Refused"),
    State.COLLECTED: gettext_noop("Collected"),
    State.DELIVERED: gettext_noop("Delivered"),
    State.WITHDRAWN: gettext_noop("Withdrawn"),
    State.EXPIRED: gettext_noop("Not collected in time"),
}


class Act(StrEnum):
    """What happened to an application."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    CARD_CHOSEN = "card-chosen"
    READIED = "readied"
    COLLECTED = "collected"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERABLE = "undeliverable"
    REDIRECTED = "redirected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


ACT_WORDS: Final[Mapping[Act, str]] = {
    Act.SUBMITTED: gettext_noop("Applied for"),
    Act.ACCEPTED: gettext_noop("Accepted"),
    Act.REFUSED: gettext_noop("Refused"),
    Act.CARD_CHOSEN: gettext_noop("A card was put aside"),
    Act.READIED: gettext_noop("Ready to collect"),
    Act.COLLECTED: gettext_noop("Collected"),
    Act.SENT: gettext_noop("Sent"),
    Act.DELIVERED: gettext_noop("Delivered"),
    Act.UNDELIVERABLE: gettext_noop("Could not be delivered"),
    Act.REDIRECTED: gettext_noop("To be received in another way"),
    Act.WITHDRAWN: gettext_noop("Withdrawn"),
    Act.EXPIRED: gettext_noop("Not collected in time"),
}

STEPS: Final[Mapping[Act, tuple[tuple[State, ...], State | None]]] = {
    Act.ACCEPTED: ((State.SUBMITTED,), State.ACCEPTED),
    Act.REFUSED: ((State.SUBMITTED, State.ACCEPTED), State.REFUSED),
    Act.CARD_CHOSEN: ((State.ACCEPTED,), None),
    Act.READIED: ((State.ACCEPTED,), State.READY),
    Act.COLLECTED: ((State.READY,), State.COLLECTED),
    Act.SENT: ((State.ACCEPTED,), State.SENT),
    Act.DELIVERED: ((State.SENT,), State.DELIVERED),
    Act.UNDELIVERABLE: ((State.SENT,), State.UNDELIVERABLE),
    Act.WITHDRAWN: (
        (State.SUBMITTED, State.ACCEPTED, State.READY, State.UNDELIVERABLE),
        State.WITHDRAWN,
    ),
    Act.EXPIRED: ((State.READY,), State.EXPIRED),
}
"""From where each act leads where; None: it stays as it is. What is not here does not happen."""

REDIRECTS: Final[Mapping[State, State]] = {
    State.SUBMITTED: State.SUBMITTED,
    State.ACCEPTED: State.ACCEPTED,
    State.READY: State.ACCEPTED,
    State.UNDELIVERABLE: State.ACCEPTED,
}
"""When it can still be received in another way, and how it stands then."""

OPEN: Final = (State.SUBMITTED, State.ACCEPTED, State.READY, State.SENT, State.UNDELIVERABLE)
WORK: Final = (State.SUBMITTED, State.ACCEPTED)
"""What waits for the issuer, and is late when its time has come."""


class Refused(StrEnum):
    """Why an application is refused, in words that help the holder."""

    NOT_ENTITLED = "not-entitled"
    DETAILS_WRONG = "details-wrong"
    DOCUMENT_MISSING = "document-missing"
    HAS_ONE = "has-one"
    OUT_OF_STOCK = "out-of-stock"


REFUSED_WORDS: Final[Mapping[Refused, str]] = {
    Refused.NOT_ENTITLED: gettext_noop("This kind of card is for other people"),
    Refused.DETAILS_WRONG: gettext_noop("What you wrote does not fit what is on record"),
    Refused.DOCUMENT_MISSING: gettext_noop("A document that is needed was not shown"),
    Refused.HAS_ONE: gettext_noop("You have a card of this kind already"),
    Refused.OUT_OF_STOCK: gettext_noop("There are no cards of this kind at the moment"),
}


class Returned(StrEnum):
    """Why a card that was sent did not arrive. The values are those of the card's own step."""

    ADDRESS_UNKNOWN = "address-unknown"
    NOT_ACCEPTED = "not-accepted"
    NOT_COLLECTED = "not-collected"


RETURNED_WORDS: Final[Mapping[Returned, str]] = {
    Returned.ADDRESS_UNKNOWN: gettext_noop("Nobody of that name at the address"),
    Returned.NOT_ACCEPTED: gettext_noop("Not accepted"),
    Returned.NOT_COLLECTED: gettext_noop("Not collected in time"),
}


def reason_words(reason: str) -> str:
    """What a reason is called; empty where there is none."""
    if reason in set(Refused):
        return REFUSED_WORDS[Refused(reason)]
    return RETURNED_WORDS[Returned(reason)] if reason in set(Returned) else ""
