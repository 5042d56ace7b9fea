"""Shuts a program out."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.machines import rules
from yika.domain.machines.models import ApiKey
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, check_may


@transaction.atomic
def revoke_key(*, key: str, by: Actor, now: datetime, request_id: str) -> None:
    """Make a key worthless at once and for good. Safe to repeat."""
    row = _lock_key(key)
    if not by.sees(row.issuer):
        raise rules.UnknownKey(key=key)
    check_may(by, Right.KEYS_MANAGE, row.issuer)
    if row.revoked_at:
        return

    row.revoked_at = now
    row.save(update_fields=["revoked_at"])

    record(
        "key.revoked",
        subject=key,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
    )


def _lock_key(key: str) -> ApiKey:
    try:
        return ApiKey.objects.select_for_update().get(pk=ids.read("key", key))
    except (ValueError, ApiKey.DoesNotExist):
        raise rules.UnknownKey(key=key) from None
