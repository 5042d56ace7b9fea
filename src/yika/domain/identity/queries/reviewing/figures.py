"""What each reviewer did: how much, how fast, how often he refuses, and who sees it otherwise."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import (
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)

from yika.domain.identity.models import SecondLook, VerificationTurn
from yika.domain.identity.rules.review.states import Act, Look
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, ActorKind, check_may

DEEDS: Final = (Act.APPROVED, Act.AGREED, Act.REFUSED, Act.ASKED_AGAIN)
"""What a reviewer ends his look with."""
DOUBTS: Final = (Look.DISAGREED, Look.UPHELD, Look.OVERTURNED)
AN_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerFigures:
    """One reviewer. What he undid in time does not count.

    `spent` is the time between taking something up and deciding. `looked_at` of his confirmations
    had a second look, and with `doubted` of those a colleague disagreed.
    """

    login: str
    approved: int = 0
    refused: int = 0
    asked_again: int = 0
    spent: timedelta = timedelta()
    looked_at: int = 0
    doubted: int = 0

    @property
    def decided(self) -> int:
        return self.approved + self.refused + self.asked_again

    @property
    def per_hour(self) -> float | None:
        """How many he decides in an hour of looking; None where no time was noted."""
        return self.decided / (self.spent / AN_HOUR) if self.spent and self.decided else None

    @property
    def share_refused(self) -> float:
        return self.refused / self.decided if self.decided else 0.0

    @property
    def share_asked_again(self) -> float:
        return self.asked_again / self.decided if self.decided else 0.0

    @property
    def share_doubted(self) -> float | None:
        """None where nobody has looked again."""
        return self.doubted / self.looked_at if self.looked_at else None


def reviewer_figures(*, by: Actor, since: datetime) -> list[ReviewerFigures]:
    """Everybody who decided something at the actor's issuer since then, who did most, first."""
    check_may(by, Right.IDENTITY_VIEW, by.issuer)
    did, seen = _did(by.issuer, since), _looked_at(by.issuer, since)
    found = [
        ReviewerFigures(login=login, **did.get(login, {}), **seen.get(login, {}))
        for login in {*did, *seen}
    ]
    return sorted(found, key=lambda one: (-one.decided, one.login))


def _did(issuer: str, since: datetime) -> dict[str, dict[str, Any]]:
    """By login: what he decided, without what he undid, and the time it took him."""
    acts = [act.value for act in (*DEEDS, Act.UNDONE)]
    turns = VerificationTurn.objects.filter(
        verification__issuer=issuer, act__in=acts, at__gte=since, by_kind=ActorKind.STAFF.value
    )
    took = ExpressionWrapper(F("at") - Subquery(_taken()), output_field=DurationField())
    done = ~Q(act=Act.UNDONE.value)
    counted = (
        turns.annotate(took=took)
        .order_by()
        .values("by")
        .annotate(
            approved=_many(Act.APPROVED, Act.AGREED),
            refused=_many(Act.REFUSED),
            asked_again=_many(Act.ASKED_AGAIN),
            spent=Sum("took", filter=done),
        )
    )
    return {
        row.pop("by"): row | {"spent": row["spent"] or timedelta()}
        for row in counted.values("by", "approved", "refused", "asked_again", "spent")
    }


def _taken() -> QuerySet[VerificationTurn, dict[str, Any]]:
    """When the same person took up the same one for the last time before."""
    return (
        VerificationTurn.objects.filter(
            verification=OuterRef("verification"),
            by=OuterRef("by"),
            version__lt=OuterRef("version"),
            act=Act.TAKEN_UP.value,
        )
        .order_by()
        .values("verification")
        .annotate(last=Max("at"))
        .values("last")
    )


def _many(*acts: Act) -> Any:
    names = [act.value for act in acts]
    done, undone = Q(act__in=names), Q(act=Act.UNDONE.value, detail__in=names)
    return Count("at", filter=done) - Count("at", filter=undone)


def _looked_at(issuer: str, since: datetime) -> dict[str, dict[str, Any]]:
    """By login: how many of his confirmations had a second look, and how many were doubted."""
    rows = SecondLook.objects.filter(issuer=issuer, looked_at__gte=since).order_by()
    doubted = Q(state__in=[one.value for one in DOUBTS])
    counted = rows.values("approved_by").annotate(
        seen=Count("verification"), doubted=Count("verification", filter=doubted)
    )
    return {
        row["approved_by"]: {"looked_at": row["seen"], "doubted": row["doubted"]} for row in counted
    }
