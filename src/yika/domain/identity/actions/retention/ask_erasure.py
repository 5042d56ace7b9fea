"""Takes in that a holder wants to be forgotten."""

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from yika.domain.identity.models import EraseRequest
from yika.domain.identity.queries.retention.erasures import erase_view
from yika.domain.identity.rules.retention import erasure as rules
from yika.domain.identity.rules.retention.erasure import EraseView, State
from yika.domain.journal.actions import record, schedule
from yika.domain.messages.rules import moment_words
from yika.domain.people.actions import tell_holder
from yika.domain.people.queries import seen_holder
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind

ERASE: Final = "data.erase"
ZONE: Final = "Asia/Shanghai"  # a holder has no zone of his own


def ask_erasure(*, holder: str, by: Actor, now: datetime, request_id: str) -> EraseView:
    """Have a person forgotten, who asks himself, after some days in which he can take it back.

    The worker looks then what stands in the way. Safe to repeat; an open wish is answered as is.
    """
    person = seen_holder(holder, by)
    if by.kind not in {ActorKind.HOLDER, ActorKind.SYSTEM}:
        raise rules.OnlyYourself
    key, request = ids.read("hld", person.id), ids.request_key(request_id)
    if seen := EraseRequest.objects.filter(created_by_request=request).first():
        if seen.holder != key:
            raise rules.EraseRequestReused
        return erase_view(seen)

    row = EraseRequest(
        holder=key,
        state=State.ASKED,
        asked_at=now,
        asked_by=by.id,
        due_at=now + rules.THINK_FOR,
        created_by_request=request,
    )
    try:
        return _keep(row, by=by, now=now, request_id=request_id)
    except IntegrityError:
        return erase_view(EraseRequest.objects.get(holder=key, ended_at=None))


@transaction.atomic
def _keep(row: EraseRequest, *, by: Actor, now: datetime, request_id: str) -> EraseView:
    row.save(force_insert=True)
    schedule(kind=ERASE, key=str(row), due_at=row.due_at)
    tell_holder(
        holder=ids.show("hld", row.holder),
        template="erasure-asked",
        facts=lambda language: {"until": moment_words(row.due_at, zone=ZONE, language=language)},
        reference=f"{row}.asked",
        issuer="",
        now=now,
    )

    record(
        "data.erasure_asked",
        subject=ids.show("hld", row.holder),
        by=by,
        now=now,
        request_id=request_id,
        facts={"wish": str(row), "due": row.due_at.isoformat()},
    )
    return erase_view(row)
