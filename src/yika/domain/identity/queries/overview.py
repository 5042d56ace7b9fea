"""How an issuer stands with the real names of its holders, product by product."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, F, Min, Q

from yika.domain.identity.models import ProvenIdentity, Verification
from yika.domain.identity.rules.review import times
from yika.domain.identity.rules.review.states import GIVING, OPEN, State
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, check_may

LEVELS: Final = (1, 2, 3)
SOON: Final[timedelta] = times.WARNED_BEFORE


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFigures:
    """One product: how many people are known at which level, what waits, what was decided.

    A person counts once, at his highest level. `ending` are proofs that soon end by their time,
    `in_time` are those of the decisions that came as soon as promised.
    """

    product: str
    known: Mapping[int, int]
    ending: int = 0
    given: int = 0
    waiting: int = 0
    late: int = 0
    oldest_at: datetime | None = None
    approved: int = 0
    refused: int = 0
    in_time: int = 0

    @property
    def decided(self) -> int:
        return self.approved + self.refused


def by_product(*, by: Actor, now: datetime, since: datetime) -> list[ProductFigures]:
    """Every product of the actor's issuer for which somebody has begun to prove his name.

    What waits is as of now; decisions are those since a moment.
    """
    check_may(by, Right.IDENTITY_VIEW, by.issuer)
    known, worked = _known(by.issuer, now), _worked(by.issuer, now, since)
    return [
        ProductFigures(
            product=product,
            known=known.get(product, ({}, 0))[0] or dict.fromkeys(LEVELS, 0),
            ending=known.get(product, ({}, 0))[1],
            **worked.get(product, {}),
        )
        for product in sorted({*known, *worked})
    ]


def _known(issuer: str, now: datetime) -> dict[str, tuple[dict[int, int], int]]:
    """By product: people by their highest level, and how many proofs end soon."""
    there = Q(verified_until=None) | Q(verified_until__gt=now)
    rows = ProvenIdentity.objects.filter(there, issuer=issuer, lapsed_at=None, since__lte=now)
    from_level = {
        f"from_{level}": Count("holder", distinct=True, filter=Q(level__gte=level))
        for level in LEVELS
    }
    ending = Count("id", filter=Q(verified_until__lte=now + SOON))
    counted = rows.order_by().values("verification__product").annotate(**from_level, ending=ending)
    return {
        row["verification__product"]: (
            {level: row[f"from_{level}"] - row.get(f"from_{level + 1}", 0) for level in LEVELS},
            row["ending"],
        )
        for row in counted
    }


def _worked(issuer: str, now: datetime, since: datetime) -> dict[str, dict[str, Any]]:
    """By product: what is under way, and what became of what was decided."""
    waits, fresh = Q(state=State.IN_REVIEW.value), Q(decided_at__gte=since)
    decided = Q(state__in=[State.APPROVED.value, State.REFUSED.value]) & fresh
    rows = Verification.objects.filter(Q(state__in=OPEN) | decided, issuer=issuer)
    counted = (
        rows.order_by()
        .values("product")
        .annotate(
            given=Count("id", filter=Q(state__in=GIVING)),
            waiting=Count("id", filter=waits),
            late=Count("id", filter=waits & Q(due_at__lte=now)),
            oldest_at=Min("submitted_at", filter=waits),
            approved=Count("id", filter=Q(state=State.APPROVED.value)),
            refused=Count("id", filter=Q(state=State.REFUSED.value)),
            in_time=Count("id", filter=decided & Q(decided_at__lte=F("due_at"))),
        )
    )
    return {
        row["product"]: {name: value for name, value in row.items() if name != "product"}
        for row in counted
    }
