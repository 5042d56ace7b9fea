"""How firmly an issuer knows somebody, and whether that is enough."""

from datetime import datetime

from django.db.models import Max, Q

from yika.domain.identity.models import ProvenIdentity
from yika.domain.identity.rules.review import policy
from yika.domain.identity.rules.review.policy import Moment
from yika.kit import ids
from yika.products.tables.real_name import RealName


def level_of(holder: str, issuer: str, *, now: datetime) -> int:
    """The level at which this issuer knows a holder now; 0 when he has proven nothing.

    A decision counts from the moment on at which it can no longer be undone.
    """
    there = Q(verified_until=None) | Q(verified_until__gt=now)
    rows = ProvenIdentity.objects.filter(
        there, holder=ids.read("hld", holder), issuer=issuer, lapsed_at=None, since__lte=now
    )
    return rows.aggregate(most=Max("level"))["most"] or 0


def is_enough(
    real_name: RealName | None, holder: str, issuer: str, *, moment: Moment, now: datetime
) -> bool:
    """Whether a holder may go on at this moment in the life of a card of such a product."""
    if real_name is None or not policy.is_needed(real_name, moment):
        return True
    return level_of(holder, issuer, now=now) >= real_name.level
