"""Who of many holders is known firmly enough, in one look for all of them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yika.domain.identity.models import ProvenIdentity


def known_among(
    holders: Collection[UUID], issuer: str, *, level: int, now: datetime
) -> frozenset[UUID]:
    """Those whom this issuer knows at this level or above, as `level_of` counts it."""
    if not holders:
        return frozenset()
    there = Q(verified_until=None) | Q(verified_until__gt=now)
    rows = ProvenIdentity.objects.filter(
        there,
        holder__in=holders,
        issuer=issuer,
        level__gte=level,
        lapsed_at=None,
        since__lte=now,
    )
    return frozenset(rows.values_list("holder", flat=True))
