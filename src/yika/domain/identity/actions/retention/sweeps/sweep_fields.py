"""Destroys what documents said, and proven names, once the law needs them no more."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from yika.domain.identity.actions.retention.sweeps.sweep_ties import end_ties_to, people_of
from yika.domain.identity.models import (
    CheckResult,
    EraseRequest,
    ProvenIdentity,
    Verification,
    VerificationTurn,
)
from yika.domain.identity.queries.retention.due import SAID
from yika.domain.identity.queries.retention.keeping import own_days, setters
from yika.domain.identity.rules.retention import over_before
from yika.domain.identity.rules.retention.erasure import State as Erasure
from yika.domain.identity.rules.review.states import OPEN
from yika.domain.vault.actions.drop_portion import Rows, drop_portion
from yika.domain.vault.rules.portions import Portion

FIELDS, NAMES = "verification-fields", "proven-names"


def sweep_fields(*, spared: frozenset[UUID], now: datetime, dry_run: bool) -> Portion:
    """Destroy the fields of checks that ended long ago, by what each issuer has set.

    That it was checked, how it was decided and by whom stays. The keyed hash that finds the same
    person again stands with his proven name, for as long as that is kept.
    """
    rows = Verification.objects.exclude(state__in=OPEN).filter(SAID).exclude(holder__in=spared)
    ended = Coalesce("decided_at", "submitted_at", "begun_at")
    over = _over(rows.annotate(ended=ended), FIELDS, "ended", now)
    return drop_portion(over, since="ended", drop=_forget_fields, dry_run=dry_run)


def sweep_names(*, spared: frozenset[UUID], now: datetime, dry_run: bool) -> Portion:
    """Destroy the proven names of people who were forgotten, once the law's time is over too."""
    done = EraseRequest.objects.filter(state=Erasure.DONE)
    rows = ProvenIdentity.objects.filter(name__isnull=False).exclude(holder__in=spared)
    found = Portion()
    for issuer, before in _days(NAMES, now):
        forgotten = done.filter(ended_at__lt=before).values("holder")
        of_issuer = _at(rows.filter(holder__in=forgotten), issuer, NAMES)
        found += drop_portion(of_issuer, since="verified_at", drop=_forget_names, dry_run=dry_run)
    return found


def _over(
    rows: "QuerySet[Verification]", kind: str, column: str, now: datetime
) -> "QuerySet[Verification]":
    """Those whose time is over, at each issuer by its own days."""
    wanted = Q(pk__in=[])
    for issuer, before in _days(kind, now):
        here = Q(issuer=issuer) if issuer else ~Q(issuer__in=setters(kind))
        wanted |= here & Q(**{f"{column}__lt": before})
    return rows.filter(wanted)


def _days(kind: str, now: datetime) -> list[tuple[str, datetime]]:
    """The moment before which it is over, for each issuer that has set one; "" is all others."""
    before = over_before(kind, now=now)
    others = [] if before is None else [("", before)]
    return [*others, *own_days(kind, now=now)]


def _at(rows: "QuerySet[ProvenIdentity]", issuer: str, kind: str) -> "QuerySet[ProvenIdentity]":
    return rows.filter(issuer=issuer) if issuer else rows.exclude(issuer__in=setters(kind))


def _forget_fields(page: Rows) -> None:
    keys = list(page.values_list("pk", flat=True))
    rows = Verification.objects.filter(pk__in=keys)
    CheckResult.objects.filter(verification__in=keys).update(facts=None)
    VerificationTurn.objects.filter(verification__in=keys).update(words=None, remark=None)
    rows.update(
        fields=None,
        read=None,
        agent=None,
        agent_index=None,
        person_index=None,
        name_index=None,
    )


def _forget_names(page: Rows) -> None:
    people = people_of(page)
    page.update(name=None, number=None, person_index=None)
    end_ties_to(people)
