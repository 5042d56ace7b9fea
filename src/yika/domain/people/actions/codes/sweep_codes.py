"""Drops codes that nobody can use any more."""

from datetime import datetime

from django.db import transaction

from yika.domain.people.models import Proof
from yika.domain.people.rules.codes import KEPT

SWEPT_AT_ONCE = 1000


@transaction.atomic
def sweep_codes(*, now: datetime, limit: int = SWEPT_AT_ONCE) -> int:
    """Drop up to `limit` codes a day after they expired, with the contacts they went to."""
    old = Proof.objects.filter(expires_at__lte=now - KEPT).order_by("expires_at")
    page = list(old.values_list("pk", flat=True)[:limit])
    gone, _ = Proof.objects.filter(pk__in=page).delete()
    return gone
