"""Keeps the copy of a holder's data that was put together, for some days."""

from datetime import datetime
from typing import Final

from django.db import transaction

from yika.domain.identity.models import DataCopy
from yika.domain.identity.queries.retention.copies import copy_key, copy_view
from yika.domain.identity.rules.retention.sections import KEPT_FOR, CopyView, Form, UnknownCopy
from yika.domain.journal.actions import record
from yika.domain.messages.rules import moment_words
from yika.domain.people.actions import tell_holder
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids
from yika.kit.actor import WORKER

ZONE: Final = "Asia/Shanghai"  # a holder has no zone of his own


@transaction.atomic
def keep_copy(*, copy: str, data: str, page: str, now: datetime, request_id: str) -> CopyView:
    """Seal both forms of a copy into its row; one that was made before stays as it is."""
    row = DataCopy.objects.select_for_update(no_key=True).filter(pk=copy_key(copy)).first()
    if row is None:
        raise UnknownCopy
    if row.made_at:
        return copy_view(row)

    keys = keyring()
    row.data = envelope.seal(keys, data.encode(), where=row.where(Form.DATA))
    row.page = envelope.seal(keys, page.encode(), where=row.where(Form.PAGE))
    ends = now + KEPT_FOR
    row.made_at, row.expires_at = now, ends
    row.save(update_fields=["data", "page", "made_at", "expires_at"])

    tell_holder(
        holder=ids.show("hld", row.holder),
        template="copy-ready",
        facts=lambda language: {"until": moment_words(ends, zone=ZONE, language=language)},
        reference=f"{row}.ready",
        issuer="",
        now=now,
    )
    record(
        "data.copy_made",
        subject=ids.show("hld", row.holder),
        by=WORKER,
        now=now,
        request_id=request_id,
        facts={"copy": copy, "until": ends.isoformat()},
    )
    return copy_view(row)
