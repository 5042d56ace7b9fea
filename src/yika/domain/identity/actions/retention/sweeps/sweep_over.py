"""Destroys what identity keeps and whose time is over, in portions; what is held is spared."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from yika.domain.identity.models import Consent, DataCopy
from yika.domain.identity.queries.retention.keeping import keeping_of
from yika.domain.identity.queries.retention.pictures import MODEL, Picture, pictures
from yika.domain.identity.rules.retention import purge_after
from yika.domain.vault.actions import destroy_file, keep_file_until
from yika.domain.vault.actions.drop_portion import drop_portion
from yika.domain.vault.queries import files_kept, files_past_need
from yika.domain.vault.rules.portions import Portion

AT_ONCE: Final = 500
LOOKED_AT: Final = 200_000  # also past those that are held, which stay first in the row


def sweep_consents(*, before: datetime, spared: frozenset[UUID], dry_run: bool) -> Portion:
    """Delete consents that ended before a moment."""
    over = Q(withdrawn_at__lt=before) | Q(withdrawn_at=None, replaced_at__lt=before)
    rows = Consent.objects.filter(over).exclude(holder__in=spared)
    return drop_portion(rows, since="given_at", dry_run=dry_run)


def sweep_copies(*, before: datetime, spared: frozenset[UUID], dry_run: bool) -> Portion:
    """Destroy copies of one's own data that were made before a moment; that they were stays."""
    rows = DataCopy.objects.filter(made_at__lt=before, data__isnull=False)
    return drop_portion(
        rows.exclude(holder__in=spared),
        since="made_at",
        drop=lambda page: page.update(data=None, page=None),
        dry_run=dry_run,
    )


def sweep_pictures(*, kind: str, spared: frozenset[UUID], now: datetime, dry_run: bool) -> Portion:
    """Destroy pictures of one class that are past need. Those that nobody dated are dated first."""
    if not dry_run:
        _date_pictures()
    over = files_past_need(MODEL, now=now, limit=LOOKED_AT)
    due = [one for one in pictures(over) if one.kind == kind and one.holder not in spared]
    oldest = min((one.since for one in due), default=None)
    if not dry_run:
        _destroy(due[:AT_ONCE], now)
    return Portion(len(due) if dry_run else len(due[:AT_ONCE]), oldest)


@transaction.atomic
def _destroy(due: Iterable[Picture], now: datetime) -> None:
    for one in due:
        destroy_file(one.file, now=now)


@transaction.atomic
def _date_pictures() -> None:
    """Whoever ended a check dates its pictures; where it was forgotten, the plan does."""
    own: dict[str, dict[str, int]] = {}
    undated = [one for one in pictures(files_kept(MODEL, undated=True)) if one.ended]
    for one in undated:
        if one.issuer not in own:
            own[one.issuer] = keeping_of(one.issuer)
        ends = purge_after(one.kind, since=one.since, own=own[one.issuer])
        keep_file_until(one.file, purge_after=ends)
