"""What stops cards: reports of loss, what holders freeze, and what the issuer blocks."""

from typing import Annotated

from ninja import Path
from pydantic import Field, WithJsonSchema

from yika.channels.api.shapes.cards import Card
from yika.channels.api.shapes.stops import (
    Credentials,
    Loss,
    Scopes,
    Stop,
    Stops,
)
from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.operations import Resource
from yika.channels.api.terms.shapes import AnyId, CardId, Given, GivenMoment, Note, StopId
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import BLOCK_REASONS, UNBLOCK_REASONS
from yika.domain.cards.rules.stops import Credential, StopScope
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

resource = Resource(
    "stops",
    gettext_noop("Stops"),
    gettext_noop(
        "What stops cards, several at once and each with its own end: reports of loss, freezes and "
        "blocks."
    ),
)


class Report(Given):
    """A formal report lasts until it is ended, a temporary one until the end that is answered."""

    formal: Annotated[bool, Field(examples=[False])]
    credential: Annotated[Credentials, Field(strict=False)] = Credential.ALL
    lost_at: GivenMoment | None = None
    note: Note = ""


class Freeze(Given):
    scope: Annotated[Scopes, Field(strict=False)] = StopScope.ALL
    until: GivenMoment | None = None


class Block(Given):
    """Without an end it lasts as long as one person may block; more needs an approval."""

    reason: Annotated[str, WithJsonSchema({"type": "string", "enum": [*BLOCK_REASONS]})]
    note: Note = ""
    scope: Annotated[Scopes, Field(strict=False)] = StopScope.ALL
    until: GivenMoment | None = None


class Unblock(Given):
    reason: Annotated[str, WithJsonSchema({"type": "string", "enum": [*UNBLOCK_REASONS]})]
    note: Note = ""
    stop: AnyId | None = None


@resource.reads(
    "/cards/{card}/stops",
    summary=gettext_noop("List what stops a card and ever did"),
    gives=Stops,
    scope=Right.CARDS_VIEW,
)
def list_stops(request: ApiRequest, card: Path[CardId]) -> Stops:
    return Stops(data=[Stop.of(one) for one in queries.stops(card, request.call.by)])


@resource.reads(
    "/cards/{card}/loss",
    summary=gettext_noop("Get what a report of loss would do"),
    about=gettext_noop("Said before it is made: until when, and which readers know of it later."),
    gives=Loss,
    scope=Right.CARDS_VIEW,
)
def get_loss(request: ApiRequest, card: Path[CardId]) -> Loss:
    return Loss.of(queries.loss_offer(card, request.call.by, now=request.call.now))


@resource.changes(
    "/cards/{card}/report-loss",
    summary=gettext_noop("Report a card lost"),
    about=gettext_noop("For its holder, who is told with how to undo it."),
    gives=Card,
    scope=Right.CARDS_REPORT_LOSS,
)
def report_loss(request: ApiRequest, card: Path[CardId], given: Report) -> Card:
    reported = actions.report_loss(
        card=card,
        formal=given.formal,
        credential=given.credential,
        lost_at=given.lost_at,
        note=given.note,
        **request.call.traces,
    )
    return Card.of(reported)


@resource.changes(
    "/stops/{stop}/formal",
    summary=gettext_noop("Make a temporary report formal"),
    gives=Card,
    scope=Right.CARDS_REPORT_LOSS,
)
def make_formal(request: ApiRequest, stop: Path[StopId]) -> Card:
    return Card.of(actions.make_formal(stop=stop, **request.call.traces))


@resource.changes(
    "/stops/{stop}/found",
    summary=gettext_noop("Note that a lost card was found again"),
    gives=Card,
    scope=Right.CARDS_REPORT_LOSS,
)
def found_again(request: ApiRequest, stop: Path[StopId]) -> Card:
    return Card.of(actions.found_again(stop=stop, **request.call.traces))


@resource.changes(
    "/stops/{stop}/mistaken",
    summary=gettext_noop("Note that a card had never been lost"),
    about=gettext_noop("Unlike a card that was found again: what was used, its holder used."),
    gives=Card,
    scope=Right.CARDS_REPORT_LOSS,
)
def mistaken_report(request: ApiRequest, stop: Path[StopId]) -> Card:
    return Card.of(actions.mistaken_report(stop=stop, **request.call.traces))


@resource.changes(
    "/cards/{card}/freeze",
    summary=gettext_noop("Freeze a card at its holder’s wish"),
    gives=Card,
    scope=Right.CARDS_REPORT_LOSS,
)
def freeze_card(request: ApiRequest, card: Path[CardId], given: Freeze) -> Card:
    frozen = actions.freeze_card(
        card=card, scope=given.scope, until=given.until, **request.call.traces
    )
    return Card.of(frozen)


@resource.changes(
    "/cards/{card}/thaw",
    summary=gettext_noop("Thaw a card"),
    about=gettext_noop("What else stops it goes on doing so."),
    gives=Card,
    scope=Right.CARDS_REPORT_LOSS,
)
def thaw_card(request: ApiRequest, card: Path[CardId]) -> Card:
    return Card.of(actions.thaw_card(card=card, **request.call.traces))


@resource.changes(
    "/cards/{card}/block",
    summary=gettext_noop("Block a card"),
    about=gettext_noop("Until then, or until it is unblocked. Its holder is told."),
    gives=Card,
    scope=Right.CARDS_BLOCK,
)
def block_card(request: ApiRequest, card: Path[CardId], given: Block) -> Card:
    blocked = actions.block_card(
        card=card,
        reason=given.reason,
        note=given.note,
        scope=given.scope,
        until=given.until,
        **request.call.traces,
    )
    return Card.of(blocked)


@resource.changes(
    "/cards/{card}/unblock",
    summary=gettext_noop("Unblock a card"),
    about=gettext_noop("The named block, or the only one. What else stops it goes on doing so."),
    gives=Card,
    scope=Right.CARDS_BLOCK,
)
def unblock_card(request: ApiRequest, card: Path[CardId], given: Unblock) -> Card:
    freed = actions.unblock_card(
        card=card,
        reason=given.reason,
        note=given.note,
        stop=given.stop or "",
        **request.call.traces,
    )
    return Card.of(freed)
