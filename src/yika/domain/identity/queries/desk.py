"""The desk of an issuer: what waits for a reviewer, and how the desk does."""

from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet

from yika.domain.identity.models import Verification, VerificationTurn
from yika.domain.identity.queries.verifications import LINES_MAX, line
from yika.domain.identity.rules.review import times
from yika.domain.identity.rules.review.refusals import UnknownVerification
from yika.domain.identity.rules.review.states import Act, State
from yika.domain.identity.rules.review.views import Figures, Narrowed, QueueLine
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, check_may

DECIDED = {State.APPROVED.value, State.REFUSED.value}


EVERYTHING = Narrowed()
AGES = (timedelta(hours=1), timedelta(hours=4), timedelta(days=1), timedelta(days=2))
"""Where one class of age ends and the next begins."""


def queue(
    *,
    by: Actor,
    now: datetime,
    limit: int = 50,
    after: str = "",
    narrowed: Narrowed = EVERYTHING,
) -> list[QueueLine]:
    """What waits for a reviewer of this issuer, what was submitted first, first.

    Without what he agreed to already, and without what was passed on, unless he decides there.
    `after` is the last line of an earlier page.
    """
    rows = _waiting(by).exclude(first_by=by.id)
    if not by.may(Right.APPROVALS_DECIDE, by.issuer):
        rows = rows.filter(raised=False)
    if after:
        rows = rows.filter(_behind(after, by))
    appealed = VerificationTurn.objects.filter(verification=OuterRef("pk"), act=Act.APPEALED.value)
    rows = rows.annotate(was_appealed=Exists(appealed)).order_by("submitted_at", "id")
    rows = rows.filter(_wanted(narrowed, now))
    most = min(limit, LINES_MAX)
    return [line(row, now=now, appealed=row.was_appealed) for row in rows[:most]]


def held_by(*, by: Actor, now: datetime) -> frozenset[str]:
    """What he has taken up himself and not let go of."""
    mine = _waiting(by).filter(locked_by=by.id, locked_until__gt=now)
    return frozenset(map(str, mine.filter(locked_until__lte=now + times.LOCKED_FOR)))


def waiting_ages(*, by: Actor, now: datetime) -> list[int]:
    """How many wait in each class of age, the youngest first; the last has no end."""
    edges = [now - age for age in AGES]
    counts = {
        f"n{place}": Count("id", filter=Q(submitted_at__gt=edge))
        for place, edge in enumerate(edges)
    }
    found = _waiting(by).aggregate(all=Count("id"), **counts)
    upto = [0, *(found[f"n{place}"] for place in range(len(edges))), found["all"]]
    return [later - earlier for earlier, later in pairwise(upto)]


def figures(*, by: Actor, now: datetime, since: datetime) -> Figures:
    """How the desk stands now, and what became of what was decided since."""
    stands = _waiting(by).aggregate(
        waiting=Count("id"),
        late=Count("id", filter=Q(due_at__lte=now)),
        held=Count("id", filter=Q(locked_until__gt=now, locked_until__lte=now + times.LOCKED_FOR)),
        raised=Count("id", filter=Q(raised=True)),
        oldest_at=Min("submitted_at"),
    )
    decided = Verification.objects.filter(issuer=by.issuer, decided_at__gte=since)
    again = VerificationTurn.objects.filter(
        verification__issuer=by.issuer, act=Act.ASKED_AGAIN.value, at__gte=since
    )
    return Figures(
        **stands,
        approved=decided.filter(state=State.APPROVED.value).count(),
        refused=decided.filter(state=State.REFUSED.value).count(),
        asked_again=again.count(),
        by_reviewer=_counted(decided.filter(state__in=DECIDED), "decided_by"),
        by_reason=_counted(decided.filter(state=State.REFUSED.value), "reason"),
    )


def _behind(after: str, by: Actor) -> Q:
    """Everything behind the last line of an earlier page."""
    try:
        key = ids.read("ver", after)
    except ValueError as error:
        raise UnknownVerification from error
    last = Verification.objects.filter(pk=key, issuer=by.issuer).first()
    if last is None or last.submitted_at is None:
        return Q()
    later = Q(submitted_at__gt=last.submitted_at)
    return later | Q(submitted_at=last.submitted_at, pk__gt=last.pk)


def _wanted(narrowed: Narrowed, now: datetime) -> Q:
    only = {
        "late": Q(due_at__lte=now),
        "appealed": Q(was_appealed=True),
        "raised": Q(raised=True),
        "second": ~Q(first_by=""),
    }.get(narrowed.only, Q())
    product = Q(product=narrowed.product) if narrowed.product else Q()
    return only & product & (Q(document=narrowed.document) if narrowed.document else Q())


def _waiting(by: Actor) -> QuerySet[Verification]:
    check_may(by, Right.IDENTITY_VIEW, by.issuer)
    return Verification.objects.filter(issuer=by.issuer, state=State.IN_REVIEW.value)


def _counted(rows: QuerySet[Verification], column: str) -> dict[str, int]:
    pairs = rows.values_list(F(column)).annotate(found=Count("id")).order_by("-found", column)
    return dict(pairs)
