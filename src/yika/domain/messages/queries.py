"""Questions others may ask about messages."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from yika.domain.journal import queries as journal
from yika.domain.journal.queries import OutboxItem
from yika.domain.journal.rules import NOT_SENT, ParcelState
from yika.domain.messages.models import Message
from yika.domain.messages.rules import Way
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids
from yika.kit.actor import Actor, ActorKind, check_may
from yika.kit.errors import NotFound

STANDING_MAX = 1000
VIEW = "messages.view"  # the right of staff to see what was sent to whom, masked


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """What a holder reads in his inbox."""

    id: str
    title: str
    body: str
    issuer: str
    at: datetime
    read: bool
    template: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryView:
    """How it went with something that left by SMS or e-mail; `to` is masked.

    `trouble` is what the last attempt met, without numbers and addresses.
    """

    id: str
    way: Way
    to: str
    template: str
    holder: str
    issuer: str
    at: datetime
    state: ParcelState
    attempts: int
    sent_at: datetime | None
    trouble: str


def inbox(holder: str, before: str | None = None, limit: int = 20) -> list[MessageView]:
    """What stands in a holder's inbox, newest first; `before` continues behind a message's id."""
    found = _inbox(holder).order_by("-id")
    if before:
        found = found.filter(id__lt=_key(before))
    return [_view(row) for row in found[:limit]]


def message(holder: str, message: str) -> MessageView:
    """One message of a holder's inbox."""
    row = _inbox(holder).filter(pk=_key(message)).first()
    if row is None:
        raise NotFound(thing="message", name=message)
    return _view(row)


def unread(holder: str) -> int:
    """How many messages in a holder's inbox he has not opened."""
    return _inbox(holder).filter(read_at=None).count()


def deliveries(
    by: Actor,
    *,
    holder: str = "",
    references: Iterable[str] | None = None,
    state: ParcelState | None = None,
    before: str | None = None,
    newer_than: str | None = None,
    limit: int = 50,
) -> list[DeliveryView]:
    """What left by SMS or e-mail, newest first, and how it went.

    A holder sees his own; staff, machines and programs what their issuer had sent. `references`
    are those that the messages were sent under; `state` is one of `NOT_SENT`. `before` continues
    behind a message's id, `newer_than` goes back to those just before one.
    """
    found = _seen_by(by).exclude(way=Way.INBOX).order_by("-id")
    if holder:
        found = found.filter(holder=holder)
    if references is not None:
        found = found.filter(reference__in=list(references))
    if state is not None:
        found = found.filter(pk__in=_standing(state))
    if before:
        found = found.filter(id__lt=_key(before))
    if newer_than:
        nearest = found.filter(id__gt=_key(newer_than)).order_by("id")
        rows = list(nearest[:limit])[::-1]
    else:
        rows = list(found[:limit])
    parcels = _parcels(rows)
    return [_delivery(row, parcels[str(row)]) for row in rows]


def arrivals(holders: Collection[str], templates: Collection[str]) -> dict[str, datetime]:
    """When what these holders were told first arrived, by the reference it was told under.

    An SMS or e-mail has arrived once a provider took it, a note of the inbox once it was opened.
    What reached nobody yet is not among them.
    """
    rows = Message.objects.filter(holder__in=holders, template__in=templates)
    parcels = _parcels([row for row in rows if row.way != Way.INBOX])
    found: dict[str, datetime] = {}
    for row in rows:
        at = row.read_at
        if row.way != Way.INBOX:
            at = parcel.sent_at if (parcel := parcels.get(str(row))) else None
        reference = row.reference.rpartition(":")[0]
        if at is not None:
            found[reference] = min(at, found.get(reference, at))
    return found


def given_up(by: Actor) -> int:
    """How many messages of the actor's issuer the worker has stopped trying to send."""
    return _seen_by(by).filter(pk__in=_standing(ParcelState.GIVEN_UP)).count()


def _inbox(holder: str) -> QuerySet[Message]:
    return Message.objects.filter(holder=holder, way=Way.INBOX)


def _seen_by(by: Actor) -> QuerySet[Message]:
    if by.kind is ActorKind.SYSTEM:
        return Message.objects.all()
    if by.kind is ActorKind.HOLDER:
        return Message.objects.filter(holder=by.id)
    check_may(by, VIEW, by.issuer)
    return Message.objects.filter(issuer=by.issuer)


def _parcels(rows: Sequence[Message]) -> dict[str, OutboxItem]:
    """What became of these messages in the outbox, by their ids."""
    items = (
        item
        for way in (Way.SMS, Way.EMAIL)
        for item in journal.outbox_items(
            kind=way, references=[str(row) for row in rows if row.way == way], limit=len(rows)
        )
    )
    return {item.reference: item for item in items}


def _standing(state: ParcelState) -> list[UUID]:
    """The messages that stand so in the outbox; few, for what was sent is not asked for."""
    if state not in NOT_SENT:
        raise ValueError(f"{state} is not kept apart in the outbox")
    items = journal.outbox_items(states=(state,), limit=STANDING_MAX)
    return [_key(item.reference) for item in items if item.reference.startswith("msg_")]


def _key(message: str) -> UUID:
    try:
        return ids.read("msg", message)
    except ValueError as error:
        raise NotFound(thing="message", name=message) from error


def _opened(row: Message) -> dict[str, str]:
    content: dict[str, str] = json.loads(
        envelope.open_(keyring(), row.content or b"", where=row.where)
    )
    return content


def _view(row: Message) -> MessageView:
    content = _opened(row)
    return MessageView(
        id=str(row),
        title=content["title"],
        body=content["body"],
        issuer=row.issuer,
        at=row.created_at,
        read=row.read_at is not None,
        template=row.template,
    )


def _delivery(row: Message, parcel: OutboxItem) -> DeliveryView:
    return DeliveryView(
        id=str(row),
        way=Way(row.way),
        to=_opened(row)["to"],
        template=row.template,
        holder=row.holder,
        issuer=row.issuer,
        at=row.created_at,
        state=parcel.state,
        attempts=parcel.attempts,
        sent_at=parcel.sent_at,
        trouble=parcel.last_error,
    )
