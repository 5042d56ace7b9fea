"""Asks for a second person to agree to something."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from yika.domain.journal.actions import record
from yika.domain.staff import queries, rules
from yika.domain.staff.models import Approval
from yika.domain.staff.rules import ApprovalView
from yika.kit import ids
from yika.kit.actor import Actor

ASKED = ("kind", "subject", "issuer", "digest", "asked_by")


@transaction.atomic
def ask_approval(
    *,
    kind: str,
    subject: str,
    issuer: str,
    digest: str,
    content: Mapping[str, object] | None = None,
    by: Actor,
    now: datetime,
    request_id: str,
) -> ApprovalView:
    """Ask another person of the issuer to approve what the digest stands for (`rules.digest`).

    `content`, if given, is what the digest was made of; whoever decides can be shown it.
    Whether who asks may do it at all is checked by the action that will use the approval.
    Safe to repeat: the same `request_id` gives the same approval.
    """
    if content is not None and rules.digest(content) != digest:
        raise ValueError("this is not the content that the digest was made of")
    row = Approval(
        kind=kind,
        subject=subject,
        issuer=issuer,
        digest=digest,
        asked_by=by.id,
        asked_at=now,
        asked_by_request=ids.request_key(request_id),
        expires_at=now + rules.DECIDE_WITHIN,
    )
    if seen := _seen(row):
        return seen

    rules.check_asking(by, issuer)

    if seen := _kept_meanwhile(row):
        return seen
    record(
        "approval.asked",
        subject=str(row),
        issuer=issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"kind": kind, "about": subject, "digest": digest, "content": content},
    )
    return queries.approval_view(row)


def _kept_meanwhile(row: Approval) -> ApprovalView | None:
    """Keep the row; what stands there already when the same request came twice at this moment."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        if seen := _seen(row):
            return seen
        raise
    return None


def _seen(row: Approval) -> ApprovalView | None:
    """What this request asked before. The same request id for something else is refused."""
    seen = Approval.objects.filter(asked_by_request=row.asked_by_request).first()
    if seen is None:
        return None
    if any(getattr(seen, name) != getattr(row, name) for name in ASKED):
        raise rules.ApprovalRequestReused
    return queries.approval_view(seen)
