"""Cards: found, looked at, and what an issuer does with one."""

from functools import partial
from typing import Annotated

from ninja import Path, Query
from pydantic import Field

from yika.channels.api.shapes.cards import (
    Card,
    CardHistory,
    CardState,
    CardStep,
    reasons,
)
from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.operations import Resource
from yika.channels.api.terms.paging import Cursor, Page, page
from yika.channels.api.terms.shapes import (
    BatchId,
    CardId,
    Filter,
    Given,
    HolderId,
    Line,
    Note,
    OutletId,
    ProductCode,
)
from yika.domain.cards import actions, queries
from yika.domain.cards.rules.states import State
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

resource = Resource(
    "cards", gettext_noop("Cards"), gettext_noop("Single cards, from the stock to their last day.")
)


class CardFilter(Filter):
    """Which cards of the issuer are wanted."""

    state: CardState | None = None
    product: ProductCode | None = None
    outlet: OutletId | None = None
    batch: BatchId | None = None
    holder: HolderId | None = None


class Typed(Given):
    """A card number with or without spaces, or what the QR code on the card says."""

    text: Annotated[Line, Field(min_length=1, examples=["6217 0042 0000 0417"])]


class HandOut(Given):
    reason: Annotated[str, reasons(State.HANDED_OUT)]
    holder: HolderId | None = None


class Undeliverable(Given):
    reason: Annotated[str, reasons(State.UNDELIVERABLE)]
    note: Note = ""


@resource.reads(
    "/cards",
    summary=gettext_noop("List cards"),
    gives=Page[Card],
    scope=Right.CARDS_VIEW,
)
def list_cards(request: ApiRequest, cursor: Query[Cursor], only: Query[CardFilter]) -> Page[Card]:
    return page(cursor, partial(queries.cards, request.call.by, **only.wanted), Card.of)


@resource.asks(
    "/cards/lookup",
    summary=gettext_noop("Find a card by its number or QR code"),
    about=gettext_noop("So that no number ever stands in an address."),
    gives=Card,
    scope=Right.CARDS_VIEW,
    machines=True,
)
def find_card(request: ApiRequest, given: Typed) -> Card:
    return Card.of(queries.find_card(given.text, by=request.call.by))


@resource.reads(
    "/cards/{card}",
    summary=gettext_noop("Get a card"),
    gives=Card,
    scope=Right.CARDS_VIEW,
    machines=True,
)
def get_card(request: ApiRequest, card: Path[CardId]) -> Card:
    return Card.of(queries.card(card, by=request.call.by))


@resource.reads(
    "/cards/{card}/history",
    summary=gettext_noop("Get the history of a card"),
    gives=CardHistory,
    scope=Right.CARDS_VIEW,
)
def get_card_history(request: ApiRequest, card: Path[CardId]) -> CardHistory:
    lines = queries.history(card, by=request.call.by)
    return CardHistory(data=[CardStep.of(line) for line in lines])


@resource.changes(
    "/cards/{card}/hand-out",
    summary=gettext_noop("Hand a card out of stock"),
    about=gettext_noop("With a holder, only he can activate it."),
    gives=Card,
    scope=Right.CARDS_HAND_OUT,
)
def hand_out_card(request: ApiRequest, card: Path[CardId], given: HandOut) -> Card:
    return Card.of(
        actions.hand_out(
            card=card, holder=given.holder or "", reason=given.reason, **request.call.traces
        )
    )


@resource.changes(
    "/cards/{card}/undeliverable",
    summary=gettext_noop("Note that a card did not reach anybody"),
    gives=Card,
    scope=Right.CARDS_STOCK,
)
def mark_card_undeliverable(request: ApiRequest, card: Path[CardId], given: Undeliverable) -> Card:
    return Card.of(
        actions.mark_undeliverable(
            card=card, reason=given.reason, note=given.note, **request.call.traces
        )
    )


@resource.changes(
    "/cards/{card}/take-back",
    summary=gettext_noop("Put a card back into stock"),
    about=gettext_noop("One that was handed out and never activated."),
    gives=Card,
    scope=Right.CARDS_STOCK,
)
def take_card_back(request: ApiRequest, card: Path[CardId]) -> Card:
    return Card.of(actions.take_back(card=card, **request.call.traces))
