"""Drops what is left of sign-ins that ended long ago."""

from datetime import datetime

from django.db import transaction

from yika.domain.people.models import SignIn, UsedChallenge
from yika.domain.people.rules.sign_ins import KEPT

SWEPT_AT_ONCE = 1000


@transaction.atomic
def sweep_sign_ins(*, now: datetime, limit: int = SWEPT_AT_ONCE) -> int:
    """Drop up to `limit` sign-ins, and challenges nobody can answer any more; how many rows.

    An ended sign-in is kept for half a year, for it tells which browser is a known one.
    """
    old = SignIn.objects.filter(ends_at__lt=now - KEPT).order_by("ends_at")
    gone, _ = SignIn.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:limit])).delete()
    late = UsedChallenge.objects.filter(until__lt=now).order_by("until")
    keys = list(late.values_list("pk", flat=True)[:limit])
    spent, _ = UsedChallenge.objects.filter(pk__in=keys).delete()
    return gone + spent
