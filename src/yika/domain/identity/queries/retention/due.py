"""What of one issuer is over now, class by class, and goes with the next sweep. Changes nothing."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from yika.domain.identity.models import EraseRequest, Evidence, ProvenIdentity, Verification
from yika.domain.identity.queries.retention.holds import spared
from yika.domain.identity.queries.retention.keeping import keeping_of
from yika.domain.identity.queries.retention.pictures import MODEL, picture_class
from yika.domain.identity.rules.retention import CLASSES, over_before
from yika.domain.identity.rules.retention.erasure import State as Erasure
from yika.domain.identity.rules.review.states import OPEN, State
from yika.domain.staff.rules import Right
from yika.domain.vault.queries import rows_with_files
from yika.domain.vault.rules.portions import Portion
from yika.kit.actor import Actor, NotAllowed

FIELDS, NAMES, UNUSED = "verification-fields", "proven-names", "unused-names"
SAID = Q(fields__isnull=False) | Q(read__isnull=False) | Q(agent__isnull=False)
"""What a document says stands there: confirmed by its holder, read, or of who came for him."""


def due(*, by: Actor, now: datetime) -> dict[str, Portion]:
    """For each class that an issuer answers for, how much of his is over and since when.

    Counted as the sweep does: people who are held are spared. Who has nothing of the issuer any
    more, other nouns know; a dry run of the sweep counts those.
    """
    if not (by.may(Right.DATA_MANAGE, by.issuer) or by.may(Right.AUDIT_VIEW, by.issuer)):
        raise NotAllowed(right=str(Right.DATA_MANAGE))
    held, own = spared(now), keeping_of(by.issuer)
    found = {one.code: Portion() for one in CLASSES if one.settable and one.code != UNUSED}
    found |= _pictures(by.issuer, held, now)
    found[FIELDS] = _fields(by.issuer, held, over_before(FIELDS, now=now, own=own))
    found[NAMES] = _names(by.issuer, held, over_before(NAMES, now=now, own=own))
    return found


def _pictures(issuer: str, held: frozenset[UUID], now: datetime) -> Mapping[str, Portion]:
    over = rows_with_files(MODEL, issuer=issuer, past_need=now)
    rows = Evidence.objects.filter(pk__in=over).exclude(verification__holder__in=held)
    moments = ("decided_at", "submitted_at", "begun_at")
    ended = Coalesce(*(f"verification__{moment}" for moment in moments))
    counted = (
        rows.order_by()
        .values_list("side", "verification__state")
        .annotate(many=Count("id"), oldest=Min(ended))
    )
    found: dict[str, Portion] = {}
    for side, state, many, oldest in counted:
        kind = picture_class(side, approved=state == State.APPROVED)
        found[kind] = found.get(kind, Portion()) + Portion(many, oldest)
    return found


def _fields(issuer: str, held: frozenset[UUID], before: datetime | None) -> Portion:
    rows = Verification.objects.filter(SAID, issuer=issuer)
    rows = rows.exclude(state__in=OPEN).exclude(holder__in=held)
    ended = Coalesce("decided_at", "submitted_at", "begun_at")
    return _portion(rows.annotate(ended=ended).filter(ended__lt=before), "ended")


def _names(issuer: str, held: frozenset[UUID], before: datetime | None) -> Portion:
    forgotten = EraseRequest.objects.filter(state=Erasure.DONE, ended_at__lt=before)
    rows = ProvenIdentity.objects.filter(
        issuer=issuer, name__isnull=False, holder__in=forgotten.values("holder")
    )
    return _portion(rows.exclude(holder__in=held), "verified_at")


def _portion(rows: "QuerySet[Verification] | QuerySet[ProvenIdentity]", since: str) -> Portion:
    told = rows.aggregate(many=Count("id"), oldest=Min(since))
    return Portion(told["many"], told["oldest"])
