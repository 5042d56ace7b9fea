"""Warns a holder that his proof is about to end, and ends it."""

from datetime import datetime

from django.db import transaction

from yika.domain.identity.models import ProvenIdentity
from yika.domain.identity.rules.review import times
from yika.domain.identity.verifying.folder import Visit, note, open_folder
from yika.domain.identity.verifying.telling import tell
from yika.kit.actor import WORKER


@transaction.atomic
def lapse_identity(*, key: str, now: datetime) -> datetime | None:
    """Warn a month before a proof ends, then end it; answers when to look again.

    The key is the verification it rests on. A proof that a later one of the same holder outlasts
    ends without a warning. Called by the worker.
    """
    visit = Visit(WORKER, now, f"lapse:{key}")
    folder = open_folder(key, by=WORKER, lock=True)
    row = ProvenIdentity.objects.filter(verification=folder.row, lapsed_at=None).first()
    if row is None or row.verified_until is None:
        return None
    if now < row.verified_until - times.WARNED_BEFORE:
        return row.verified_until - times.WARNED_BEFORE
    if now < row.verified_until:
        if not _is_outlasted(row):
            tell(folder, "identity-expiring", now=now, until=row.verified_until)
        return row.verified_until

    row.lapsed_at, row.lapsed_because = now, "time"
    row.save(update_fields=["lapsed_at", "lapsed_because"])
    note("identity.lapsed", folder, visit, level=row.level)
    return None


def _is_outlasted(row: ProvenIdentity) -> bool:
    others = ProvenIdentity.objects.filter(
        holder=row.holder, issuer=row.issuer, level__gte=row.level, lapsed_at=None
    ).exclude(pk=row.pk)
    return any(
        one.verified_until is None
        or row.verified_until is None
        or one.verified_until > row.verified_until
        for one in others
    )
