"""Takes in that a holder wants a copy of everything that is kept about him."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from yika.domain.identity.models import DataCopy
from yika.domain.identity.queries.retention.copies import copy_view
from yika.domain.identity.rules.consents import LANGUAGES
from yika.domain.identity.rules.retention.erasure import OnlyYourself
from yika.domain.identity.rules.retention.sections import PER_DAY, CopyRequestReused, CopyView
from yika.domain.journal.actions import record, schedule
from yika.domain.people.queries import seen_holder
from yika.domain.vault.actions import spend_try
from yika.domain.vault.rules.tries import Allowance
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind

MAKE: Final = "data.make_copy"
ALLOWED: Final = Allowance(free=PER_DAY, window=timedelta(days=1))


def ask_copy(*, holder: str, language: str, by: Actor, now: datetime, request_id: str) -> CopyView:
    """Have the worker put together all that is kept about a person, for himself.

    Refused when somebody asks too often. Safe to repeat with the same `request_id`.
    """
    person = seen_holder(holder, by)
    if by.kind not in {ActorKind.HOLDER, ActorKind.SYSTEM}:
        raise OnlyYourself
    key, request = ids.read("hld", person.id), ids.request_key(request_id)
    if seen := DataCopy.objects.filter(created_by_request=request).first():
        if seen.holder != key:
            raise CopyRequestReused
        return copy_view(seen)

    spend_try(scope="data.copy", subject=person.id, allowance=ALLOWED, now=now)
    row = DataCopy(
        holder=key,
        language=language if language in LANGUAGES else LANGUAGES[0],
        asked_at=now,
        asked_by=by.id,
        created_by_request=request,
    )
    return _keep(row, by=by, now=now, request_id=request_id)


@transaction.atomic
def _keep(row: DataCopy, *, by: Actor, now: datetime, request_id: str) -> CopyView:
    row.save(force_insert=True)
    schedule(kind=MAKE, key=str(row), due_at=now)

    record(
        "data.copy_asked",
        subject=ids.show("hld", row.holder),
        by=by,
        now=now,
        request_id=request_id,
        facts={"copy": str(row)},
    )
    return copy_view(row)
