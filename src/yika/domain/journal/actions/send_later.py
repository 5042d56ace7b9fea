"""Puts something that must leave into the outbox."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from yika.domain.journal import rules
from yika.domain.journal.models import Parcel
from yika.domain.vault.queries import keyring
from yika.kit import envelope


def send_later(
    kind: str,
    *,
    reference: str,
    payload: Mapping[str, object],
    now: datetime,
    valid_until: datetime | None = None,
) -> None:
    """Keep something to be sent, in the caller's transaction: it leaves only if that commits.

    The worker sends it at least once, each time with the same reference, so that the receiver
    can tell a repeat. The reference must not name a person; the payload may, it is encrypted.
    What is of no use after a time is dropped then instead of sent, and nothing of it is kept.
    A kind and reference that were used before are a programming error.
    """
    rules.check_text("kind", kind, longest=rules.KIND_MAX)
    rules.check_text("reference", reference, longest=rules.REFERENCE_MAX)
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "a parcel is put in the outbox inside a transaction"
        )
    parcel = Parcel(
        kind=kind, reference=reference, created_at=now, due_at=now, valid_until=valid_until
    )
    plain = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    parcel.payload = envelope.seal(keyring(), plain, where=parcel.where)
    parcel.save(force_insert=True)
