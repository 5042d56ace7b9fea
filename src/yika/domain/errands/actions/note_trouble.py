"""Writes down that an errand could not begin, under a case number; forgets whom in time."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yika.domain.errands import queries, telling
from yika.domain.errands.cases import take_case
from yika.domain.errands.kinds import KINDS
from yika.domain.errands.kinds.kind import Kind
from yika.domain.errands.models import FailedBegin
from yika.domain.errands.rules import limits, refusals
from yika.domain.errands.rules.views import Trouble
from yika.domain.journal.actions import record
from yika.domain.vault.actions import spend_try
from yika.domain.vault.actions.drop_portion import drop_portion
from yika.domain.vault.rules.portions import Portion
from yika.kit import ids
from yika.kit.actor import Actor
from yika.kit.errors import Refusal


def note_trouble(
    *,
    kind: str,
    refusal: Refusal,
    card: str = "",
    about: str = "",
    issuer: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> Trouble:
    """Keep why somebody was refused before there was an errand, so that others can help him.

    Safe to repeat: the same `request_id` gives the same case. The issuer is that of what it was
    about, or of the face, where nothing is named.
    """
    request = ids.request_key(request_id)
    if seen := FailedBegin.objects.filter(request=request).first():
        if seen.by != by.id:
            raise refusals.RequestReused
        return telling.trouble(seen)
    subject, allowance = limits.troubles(by)
    spend_try(scope="errand.trouble", subject=subject, allowance=allowance, now=now)
    with transaction.atomic():
        row = FailedBegin(
            kind=kind if kind in KINDS else "",
            code=refusal.code,
            issuer=issuer or _issuer_of(kind, card or about) or by.issuer,
            card=queries.find_key("card", card),
            holder=queries.find_key("hld", by.id),
            by=by.id,
            channel=by.channel.value,
            at=now,
            request=request,
        )
        row.case = take_case(str(row))
        row.save(force_insert=True)
        record(
            "errand.refused",
            subject=str(row),
            by=by,
            now=now,
            request_id=request_id,
            issuer=row.issuer,
            facts={"kind": row.kind, "case": row.case, "refusal": row.code},
        )
    return telling.trouble(row)


def _issuer_of(kind: str, about: str) -> str:
    """Whose it is, whether or not who was refused may know: his case is theirs to solve."""
    return KINDS.get(kind, Kind()).issuer_of(about) if about else ""


def forget_failed_begins(*, holder: str) -> int:
    """Take a holder off what he could not begin, in the caller's transaction; how many it was."""
    return FailedBegin.objects.filter(holder=ids.read("hld", holder)).update(holder=None)


def sweep_failed_begins(*, before: datetime, spared: frozenset[UUID], dry_run: bool) -> Portion:
    """Take holders off failed beginnings before a moment, but those who are spared.

    The rows stay: a case number that somebody was given is never given again.
    """
    rows = FailedBegin.objects.filter(at__lt=before, holder__isnull=False)
    return drop_portion(
        rows.exclude(holder__in=spared),
        since="at",
        drop=lambda page: page.update(holder=None),
        dry_run=dry_run,
    )
