"""How enquiries and complaints look to programs."""

from typing import Annotated

from pydantic import Field

from yika.channels.api.terms.shapes import EnquiryId, HolderId, Moment, Shape, one_of
from yika.domain.enquiries.rules import (
    Act,
    EnquiryLine,
    EnquiryView,
    Kind,
    State,
    Topic,
    TurnView,
)
from yika.kit.errors import gettext_noop

Kinds = Annotated[Kind, one_of(Kind)]
Topics = Annotated[Topic, one_of(Topic)]
States = Annotated[State, one_of(State)]


class EnquiryInList(Shape):
    """An enquiry. `level` rises from 0 to 2 while an answer is late."""

    id: EnquiryId
    number: Annotated[str, Field(examples=["K7F-32Q-9MA"])]
    kind: Kinds
    topic: Topics
    state: States
    level: int
    holder: HolderId | None
    owner: str = Field(description=gettext_noop("Who looks after it; empty for nobody."))
    asked_at: Moment
    due_at: Moment
    stars: int | None

    @classmethod
    def of(cls, one: EnquiryLine) -> "EnquiryInList":
        return cls(**_plain(one))


class Turn(Shape):
    """What was said or done. The words of staff to each other stand here too."""

    act: Annotated[Act, one_of(Act)]
    at: Moment
    by: str
    channel: str
    words: str
    detail: str

    @classmethod
    def of(cls, turn: TurnView) -> "Turn":
        return cls(
            act=turn.act,
            at=turn.at,
            by=turn.by,
            channel=turn.channel,
            words=turn.words,
            detail=turn.detail,
        )


class Enquiry(EnquiryInList):
    """An enquiry with all that was said, the oldest first."""

    asker: str = Field(description=gettext_noop("Who asked, masked."))
    about: str
    page: str
    channel: str
    version: int
    answered_at: Moment | None
    closed_at: Moment | None
    turns: list[Turn]

    @classmethod
    def of(cls, one: EnquiryLine) -> "Enquiry":
        assert isinstance(one, EnquiryView)
        return cls(
            **_plain(one),
            asker=one.who,
            about=one.about,
            page=one.page,
            channel=one.channel,
            version=one.version,
            answered_at=one.answered_at,
            closed_at=one.closed_at,
            turns=[Turn.of(turn) for turn in one.turns],
        )


def _plain(one: EnquiryLine) -> dict[str, object]:
    given = {name: getattr(one, name) for name in EnquiryInList.model_fields}
    return given | {"holder": one.holder or None}
