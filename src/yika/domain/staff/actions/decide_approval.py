"""Approves or refuses what somebody else asked for."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.staff import queries, rules
from yika.domain.staff.actions.hold_approval import hold_approval
from yika.domain.staff.rules import ApprovalView, Outcome
from yika.kit.actor import Actor


@transaction.atomic
def decide_approval(
    *, approval: str, approve: bool, by: Actor, now: datetime, request_id: str
) -> ApprovalView:
    """Decide as a second person. What is approved is to be done within a day, by who asked.

    Safe to repeat: the same decision by the same person stands.
    """
    row = hold_approval(approval)
    if not by.sees(row.issuer):
        raise rules.UnknownApproval(approval=approval)
    outcome = Outcome.APPROVED if approve else Outcome.REFUSED
    if (row.decided_by, row.outcome) == (by.id, outcome):
        return queries.approval_view(row)

    rules.check_deciding(queries.approval_view(row), by=by, now=now)

    row.outcome, row.decided_by, row.decided_at = outcome, by.id, now
    if approve:
        row.expires_at = now + rules.USE_WITHIN
    row.save(update_fields=["outcome", "decided_by", "decided_at", "expires_at"])

    record(
        "approval.decided",
        subject=approval,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"kind": row.kind, "about": row.subject, "outcome": row.outcome},
    )
    return queries.approval_view(row)
