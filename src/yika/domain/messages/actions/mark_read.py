"""Notes that a holder has read what stands in his inbox."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.messages.models import Message
from yika.domain.messages.rules import Way
from yika.kit import ids
from yika.kit.actor import Actor
from yika.kit.errors import NotFound


@transaction.atomic
def mark_read(*, message: str, by: Actor, now: datetime, request_id: str) -> None:
    """Note that a holder has opened a message of his. Safe to repeat: the first time counts.

    A message of somebody else does not exist for him.
    """
    row = _lock_message(message, by)
    if row.read_at:
        return

    row.read_at = now
    row.save(update_fields=["read_at"])

    record(
        "message.read",
        subject=message,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"template": row.template},
    )


@transaction.atomic
def mark_all_read(*, holder: str, by: Actor, now: datetime, request_id: str) -> int:
    """Note that a holder has seen all that stands in his inbox now; answers how many were new.

    The inbox of somebody else does not exist for him.
    """
    if by.id != holder:
        raise NotFound(thing="holder", name=holder)
    inbox = Message.objects.filter(holder=holder, way=Way.INBOX, created_at__lte=now)
    count = inbox.filter(read_at=None).update(read_at=now)
    if count:
        record(
            "message.all_read",
            subject=holder,
            by=by,
            now=now,
            request_id=request_id,
            facts={"count": count},
        )
    return count


def _lock_message(message: str, by: Actor) -> Message:
    try:
        key = ids.read("msg", message)
        return Message.objects.select_for_update().get(pk=key, holder=by.id, way=Way.INBOX)
    except (ValueError, Message.DoesNotExist) as error:
        raise NotFound(thing="message", name=message) from error
