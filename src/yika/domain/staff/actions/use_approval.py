"""Spends an approval on what was approved."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.staff import queries, rules
from yika.domain.staff.actions.hold_approval import hold_approval
from yika.kit import ids
from yika.kit.actor import Actor


@transaction.atomic
def use_approval(
    *,
    approval: str,
    kind: str,
    subject: str,
    digest: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> None:
    """Spend an approval, in the transaction of the change that needs it; refused, nothing changes.

    Only who asked may, for exactly what was asked, once, and before it expires. Safe to repeat
    with the same `request_id`.
    """
    row = hold_approval(approval)
    if not by.sees(row.issuer) or row.asked_by != by.id:
        raise rules.UnknownApproval(approval=approval)
    view = queries.approval_view(row)
    rules.check_same(view, kind=kind, subject=subject, digest=digest)
    request = ids.request_key(request_id)
    if row.used_by_request == request:
        return

    rules.check_use(view, now=now)

    row.used_at, row.used_by_request = now, request
    row.save(update_fields=["used_at", "used_by_request"])

    record(
        "approval.used",
        subject=approval,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"kind": kind, "about": subject},
    )
