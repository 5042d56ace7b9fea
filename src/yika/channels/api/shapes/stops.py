"""How stops of cards, the offer before a report and the stop list look to programs."""

from typing import Annotated

from pydantic import Field

from yika.channels.api.terms.shapes import CardId, Moment, Shape, StopId, Words, one_of
from yika.domain.cards.rules.stops import (
    Credential,
    EndedHow,
    LossOffer,
    StopKind,
    StopLine,
    StopList,
    StopScope,
    StopView,
)
from yika.kit.errors import gettext_noop

Kinds = Annotated[StopKind, one_of(StopKind)]
Scopes = Annotated[StopScope, one_of(StopScope)]
Credentials = Annotated[Credential, one_of(Credential)]
Ends = Annotated[EndedHow, one_of(EndedHow)]


class Stop(Shape):
    """One thing that stops a card, open while `ended_at` is null."""

    id: StopId
    card: CardId
    kind: Kinds
    scope: Scopes
    credential: Credentials
    reason: str | None
    lost_at: Moment | None
    since: Moment
    until: Moment | None
    everywhere_at: Moment = Field(
        description=gettext_noop("Readers without a line may not know of it before.")
    )
    channel: str
    follows: StopId | None
    ended_at: Moment | None
    ended_how: Ends | None

    @classmethod
    def of(cls, stop: StopView) -> "Stop":
        return cls(
            id=stop.id,
            card=stop.card,
            kind=stop.kind,
            scope=stop.scope,
            credential=stop.credential,
            reason=stop.reason or None,
            lost_at=stop.lost_at,
            since=stop.since,
            until=stop.until,
            everywhere_at=stop.everywhere_at,
            channel=stop.channel,
            follows=stop.follows or None,
            ended_at=stop.ended_at,
            ended_how=stop.ended_how,
        )


class Stops(Shape):
    """The newest first."""

    data: list[Stop]


class Loss(Shape):
    """What a report of loss made now would do. `temporary_until` is null where it ends never."""

    card: CardId
    temporary_until: Moment | None
    warned_at: Moment | None
    parts: list[Credentials]
    everywhere_at: Moment
    offline: Words | None
    undo: str

    @classmethod
    def of(cls, offer: LossOffer) -> "Loss":
        return cls(
            card=offer.card,
            temporary_until=offer.temporary_until,
            warned_at=offer.warned_at,
            parts=list(offer.parts),
            everywhere_at=offer.everywhere_at,
            offline=Words.of(offer.offline) if offer.offline else None,
            undo=offer.undo,
        )


class ListedCard(Shape):
    """A card as a reader has to treat it. Nothing stopped: let it pass again."""

    card: CardId
    number: str = Field(examples=["3104780000000000017"])
    stopped: list[str] = Field(examples=[["all:all"], ["plastic:spending"]])
    version: int
    changed_at: Moment

    @classmethod
    def of(cls, line: StopLine) -> "ListedCard":
        return cls(
            card=line.card,
            number=line.number,
            stopped=list(line.stopped),
            version=line.version,
            changed_at=line.changed_at,
        )


class Changes(Shape):
    """What changed, in order. While there is `more`, ask on with this version."""

    version: int
    more: bool
    data: list[ListedCard]

    @classmethod
    def of(cls, found: StopList) -> "Changes":
        data = [ListedCard.of(line) for line in found.lines]
        return cls(version=found.version, more=found.more, data=data)
