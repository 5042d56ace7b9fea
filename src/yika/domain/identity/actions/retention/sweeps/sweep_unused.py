"""Destroys proven names of people who have had nothing of an issuer for as long as it has set."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Final, Protocol
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from yika.domain.identity.actions.retention.sweeps.sweep_ties import end_ties_to, people_of
from yika.domain.identity.models import ProvenIdentity, Verification
from yika.domain.identity.queries.retention.keeping import own_days
from yika.domain.identity.rules.review.states import OPEN
from yika.domain.vault.rules.portions import Portion

UNUSED: Final = "unused-names"
BECAUSE: Final = "unused"
AT_ONCE: Final = 500

Person = tuple[UUID, datetime]
"""A holder, and the last moment at which he had something of the issuer."""


class Uses(Protocol):
    """Which of these holders have something of an issuer, and when the last thing ended.

    None while one goes on; who never had any is left out.
    """

    def __call__(
        self, issuer: str, holders: Collection[UUID]
    ) -> Mapping[UUID, datetime | None]: ...


def sweep_unused(*, uses: Uses, spared: frozenset[UUID], now: datetime, dry_run: bool) -> Portion:
    """Destroy the proven names of those who have had nothing of an issuer since its days are over.

    Their proofs end with them: who comes back proves his name anew. Where an issuer has set no
    days, they are kept. With `dry_run` nothing is changed and all of them are counted.
    """
    found = Portion()
    for issuer, before in own_days(UNUSED, now=now):
        people = _unused(issuer, before, uses, spared)
        due = list(people if dry_run else islice(people, AT_ONCE))
        if not dry_run:
            _forget(issuer, [holder for holder, _ in due], now)
        found += Portion(len(due), min((since for _, since in due), default=None))
    return found


def _unused(issuer: str, before: datetime, uses: Uses, spared: frozenset[UUID]) -> Iterator[Person]:
    rows = ProvenIdentity.objects.filter(issuer=issuer, name__isnull=False)
    proven = rows.exclude(holder__in=spared).order_by("holder").values_list("holder")
    known = proven.annotate(last=Max("verified_at")).filter(last__lt=before)
    rest = known.iterator(chunk_size=AT_ONCE)
    while page := dict(islice(rest, AT_ONCE)):
        yield from _over(issuer, page, before, uses)


def _over(
    issuer: str, people: Mapping[UUID, datetime], before: datetime, uses: Uses
) -> Iterator[Person]:
    used = uses(issuer, people.keys())
    rows = Verification.objects.filter(issuer=issuer, holder__in=people, state__in=OPEN)
    checked = set(rows.values_list("holder", flat=True))
    for holder, proven_at in people.items():
        ended = used.get(holder, proven_at)
        if ended is None or holder in checked:
            continue
        since = max(ended, proven_at)
        if since < before:
            yield holder, since


@transaction.atomic
def _forget(issuer: str, holders: Collection[UUID], now: datetime) -> None:
    rows = ProvenIdentity.objects.filter(issuer=issuer, holder__in=holders)
    rows.filter(lapsed_at=None).update(lapsed_at=now, lapsed_because=BECAUSE)
    people = people_of(rows)
    rows.update(name=None, number=None, person_index=None)
    end_ties_to(people)
