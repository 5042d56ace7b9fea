"""What was drawn for a second look, and who has it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from yika.domain.identity.models import SecondLook, Verification
from yika.domain.identity.queries.verifications import LINES_MAX
from yika.domain.identity.rules.review import times
from yika.domain.identity.rules.review.states import Look, State
from yika.domain.identity.rules.review.views import SecondLookView
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, check_may
from yika.products.documents import DOCUMENTS


@dataclass(frozen=True, slots=True)
class WaitingCounts:
    """How many wait in the queue, and how many for a second look."""

    review: int
    second: int


@dataclass(frozen=True, slots=True)
class ReviewCounts:
    """How many checks are later than promised, and how many wait for who asks."""

    late: int
    own: int


def second_looks(*, by: Actor, now: datetime, limit: int = 50) -> list[SecondLookView]:
    """What waits for this reviewer to look at again, what was drawn first, first.

    Without what he confirmed himself. What reviewers see differently is there for who settles it.
    """
    rows = _waiting(by).select_related("verification").order_by("drawn_at", "verification")
    return [second_look_view(row, by=by, now=now) for row in rows[: min(limit, LINES_MAX)]]


def waiting_counts(*, by: Actor) -> WaitingCounts:
    """How much waits for this reviewer: to be decided, and to be looked at again."""
    return WaitingCounts(review_count(by=by), _waiting(by).count())


def review_count(*, by: Actor) -> int:
    """How many wait for this reviewer to decide."""
    check_may(by, Right.IDENTITY_REVIEW, by.issuer)
    return _in_review(by).filter(_is_for(by)).count()


def review_counts(*, by: Actor, now: datetime) -> ReviewCounts:
    """How it stands with the reviews: what is late, and what waits for this reviewer."""
    check_may(by, Right.IDENTITY_VIEW, by.issuer)
    reviews = by.may(Right.IDENTITY_REVIEW, by.issuer)
    counted = _in_review(by).aggregate(
        late=Count("id", filter=Q(due_at__lte=now)), own=Count("id", filter=_is_for(by))
    )
    return ReviewCounts(late=counted["late"], own=counted["own"] if reviews else 0)


def _in_review(by: Actor) -> QuerySet[Verification]:
    return Verification.objects.filter(issuer=by.issuer, state=State.IN_REVIEW.value)


def _is_for(by: Actor) -> Q:
    """What this reviewer may decide: not after his own first decision, nor what was handed up."""
    handed_up = Q() if by.may(Right.APPROVALS_DECIDE, by.issuer) else Q(raised=False)
    return handed_up & ~Q(first_by=by.id)


def second_look(*, verification: str, by: Actor, now: datetime) -> SecondLookView | None:
    """What was drawn of one verification, as this actor's issuer has it; None: nothing."""
    check_may(by, Right.IDENTITY_VIEW, by.issuer)
    key = ids.read("ver", verification)
    rows = SecondLook.objects.filter(verification=key, issuer=by.issuer)
    row = rows.select_related("verification").first()
    return second_look_view(row, by=by, now=now) if row else None


def has_second_look(row: Verification, by: Actor, *, now: datetime) -> bool:
    """Whether he has taken up the second look at it, and has it still."""
    found = SecondLook.objects.filter(verification=row, locked_by=by.id).first()
    return found is not None and times.is_held(found.locked_until, now)


def second_look_view(row: SecondLook, *, by: Actor, now: datetime) -> SecondLookView:
    """The row as a value."""
    about, held = row.verification, times.is_held(row.locked_until, now)
    state = Look(row.state)
    his = by.id in {row.approved_by, row.looked_by, about.first_by}
    raised = state is Look.DISAGREED
    may = by.may(Right.APPROVALS_DECIDE if raised else Right.IDENTITY_REVIEW, row.issuer)
    return SecondLookView(
        verification=str(about),
        case=about.case,
        product=about.product,
        document=next(one for one in DOCUMENTS if one == about.document),
        state=state,
        approved_by=row.approved_by,
        approved_at=about.decided_at,
        drawn_at=row.drawn_at,
        reason=row.reason,
        locked_by=row.locked_by if held else "",
        locked_until=row.locked_until if held else None,
        waits_for_him=state.waits and may and not his,
    )


def _waiting(by: Actor) -> QuerySet[SecondLook]:
    check_may(by, Right.IDENTITY_REVIEW, by.issuer)
    states = Q(state=Look.WAITS.value)
    if by.may(Right.APPROVALS_DECIDE, by.issuer):
        states |= Q(state=Look.DISAGREED.value) & ~Q(looked_by=by.id)
    rows = SecondLook.objects.filter(states, issuer=by.issuer)
    return rows.exclude(approved_by=by.id).exclude(verification__first_by=by.id)
