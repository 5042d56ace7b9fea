"""Destroys the pictures somebody gave, because he wants it or took back what they rest on."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from yika.domain.identity.actions.retention.gate import pass_gate
from yika.domain.identity.models import Consent, DataCopy
from yika.domain.identity.queries.retention.holds import is_held
from yika.domain.identity.queries.retention.pictures import Picture, pictures_of
from yika.domain.identity.rules.consents import Purpose
from yika.domain.journal.actions import record
from yika.domain.vault.actions import destroy_file
from yika.kit import ids
from yika.kit.actor import WORKER

HELD_AGAIN: Final = timedelta(days=1)
"""How long after a hold was found it is looked whether it is still there."""


@transaction.atomic
def erase_pictures(*, holder: str, kind: str, now: datetime) -> int:
    """Destroy a holder's pictures of one class of data, of checks that ended; how many."""
    found = pictures_of(ids.read("hld", holder))
    return _destroy((one for one in found if one.ended and one.kind == kind), now=now)


def forget_copies(*, holder: str) -> int:
    """Destroy the copies of his data that a holder has asked for, in the caller's transaction."""
    kept = DataCopy.objects.filter(holder=ids.read("hld", holder), data__isnull=False)
    return kept.update(data=None, page=None)


@transaction.atomic
def follow_withdrawal(*, key: str, now: datetime) -> datetime | None:
    """Due work. What is held stays until it is held no more; answers when to look again.

    Who has agreed again meanwhile keeps what there is.
    """
    pass_gate()
    row = Consent.objects.filter(pk=ids.read("con", key)).first()
    if row is None:
        return None
    holder = ids.show("hld", row.holder)
    again = Consent.objects.filter(
        holder=row.holder,
        issuer=row.issuer,
        purpose=row.purpose,
        withdrawn_at=None,
        replaced_at=None,
    )
    if again.exists():
        return None
    if is_held(holder, now=now):
        return now + HELD_AGAIN

    resting = _resting_on(row.purpose, holder=row.holder, issuer=row.issuer)
    destroyed = _destroy(resting, now=now)
    if destroyed:
        record(
            "data.pictures_destroyed",
            subject=holder,
            issuer=row.issuer,
            by=WORKER,
            now=now,
            request_id=key,
            facts={"consent": key, "purpose": row.purpose, "count": destroyed},
        )
    return None


def _destroy(found: Iterable[Picture], *, now: datetime) -> int:
    """Destroy these, in the caller's transaction; how many were still there."""
    return sum(destroy_file(one.file, now=now) for one in found)


def _resting_on(purpose: str, *, holder: UUID, issuer: str) -> list[Picture]:
    """The pictures that are only kept because of one consent."""
    of_issuer = [one for one in pictures_of(holder) if one.issuer == issuer]
    if purpose == Purpose.FACE:
        return [one for one in of_issuer if one.kind == "face-pictures"]
    if purpose == Purpose.REAL_NAME:
        return [one for one in of_issuer if one.ended and one.kind == "refused-pictures"]
    return []
