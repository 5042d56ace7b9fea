"""What the issuer had sent to people, and how it went."""

from typing import Annotated

from ninja import Query
from pydantic import Field

from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.operations import Resource
from yika.channels.api.terms.paging import Cursor, Page, page
from yika.channels.api.terms.shapes import Filter, HolderId, MessageId, Moment, Shape, one_of
from yika.domain.journal.rules import ParcelState
from yika.domain.messages import queries
from yika.domain.messages.queries import DeliveryView
from yika.domain.messages.rules import Way
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

resource = Resource(
    "messages",
    gettext_noop("Messages"),
    gettext_noop("What left for people by SMS and e-mail, and how it went."),
)


class MessageFilter(Filter):
    """Whose messages are wanted."""

    holder: HolderId | None = None


class Message(Shape):
    """A message on its way. Its text is never shown, and its address is masked."""

    id: MessageId
    way: Annotated[Way, one_of(Way)]
    to: Annotated[str, Field(examples=["138 ···· 8000"])]
    template: Annotated[str, Field(examples=["card-activated"])]
    holder: str
    state: Annotated[ParcelState, one_of(ParcelState)]
    attempts: int
    at: Moment
    sent_at: Moment | None
    trouble: str

    @classmethod
    def of(cls, sent: DeliveryView) -> "Message":
        return cls(
            id=sent.id,
            way=sent.way,
            to=sent.to,
            template=sent.template,
            holder=sent.holder,
            state=sent.state,
            attempts=sent.attempts,
            at=sent.at,
            sent_at=sent.sent_at,
            trouble=sent.trouble,
        )


@resource.reads(
    "/messages",
    summary=gettext_noop("List messages"),
    gives=Page[Message],
    scope=Right.MESSAGES_VIEW,
)
def list_messages(
    request: ApiRequest, cursor: Query[Cursor], only: Query[MessageFilter]
) -> Page[Message]:
    def fetch(*, limit: int, after: str, before: str) -> list[DeliveryView]:
        return queries.deliveries(
            request.call.by, limit=limit, before=after, newer_than=before, **only.wanted
        )

    return page(cursor, fetch, Message.of)
