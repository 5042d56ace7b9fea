"""Who works for whom as what, and what waits for a second person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yika.domain.journal import queries as journal
from yika.domain.staff import rules
from yika.domain.staff.models import Approval, Membership
from yika.domain.staff.rules import ApprovalView, Outcome, Right, Standing
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, NotAllowed


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works or worked for an issuer."""

    standing: Standing
    since: datetime
    ended_at: datetime | None


def standing(login: str) -> Standing | None:
    """As what somebody works here now; None when he does not, or not any more."""
    try:
        key = ids.read("login", login)
    except ValueError:
        return None
    row = Membership.objects.filter(login=key, ended_at=None).first()
    return standing_of(row) if row else None


def staff_of(by: Actor, *, issuer: str | None = None, ended: bool = False) -> list[Colleague]:
    """The people who work for the actor's issuer, the longest first; with those who left if asked.

    The system sees all issuers, or the one that is named.
    """
    rows = Membership.objects.order_by("id")
    if not ended:
        rows = rows.filter(ended_at=None)
    if by.kind is not ActorKind.SYSTEM:
        _check_any(by, Right.STAFF_MANAGE, Right.AUDIT_VIEW)
        issuer = by.issuer
    if issuer is not None:
        rows = rows.filter(issuer=issuer)
    return [Colleague(standing_of(row), row.since, row.ended_at) for row in rows]


def colleague(login: str, by: Actor) -> Colleague:
    """Somebody who works for the actor's issuer, or did last; UnknownStaff for anybody else."""
    _check_any(by, Right.STAFF_MANAGE, Right.AUDIT_VIEW)
    try:
        rows = Membership.objects.filter(login=ids.read("login", login), issuer=by.issuer)
    except ValueError:
        raise rules.UnknownStaff(login=login) from None
    row = rows.order_by("-id").first()
    if row is None:
        raise rules.UnknownStaff(login=login)
    return Colleague(standing_of(row), row.since, row.ended_at)


def approvals(
    by: Actor, *, outcome: Outcome | None = None, limit: int = 50, before: str | None = None
) -> list[ApprovalView]:
    """What was asked for at the actor's issuer, the newest first: all for who may decide or audit,
    else only his own.
    """
    rows = Approval.objects.order_by("-id")
    if by.kind is not ActorKind.SYSTEM:
        rows = rows.filter(issuer=by.issuer)
        if not _sees_all(by):
            rows = rows.filter(asked_by=by.id)
    if outcome is not None:
        rows = rows.filter(outcome=outcome)
    if before is not None:
        rows = rows.filter(pk__lt=read_approval(before))
    return [approval_view(row) for row in rows[:limit]]


def approval(approval: str, by: Actor) -> ApprovalView:
    """One request for approval, for who asked, may decide or audits; for others there is none."""
    row = Approval.objects.filter(pk=read_approval(approval)).first()
    if row is None or not by.sees(row.issuer) or not (_sees_all(by) or row.asked_by == by.id):
        raise rules.UnknownApproval(approval=approval)
    return approval_view(row)


def asked_content(approval: ApprovalView) -> Mapping[str, object] | None:
    """What exactly somebody asks for; None when he did not say, or it is not what he asked for."""
    entries = journal.records(subject=approval.id, event="approval.asked", limit=1)
    content = entries[0].facts.get("content") if entries else None
    if not isinstance(content, dict) or rules.digest(content) != approval.digest:
        return None
    return content


def read_approval(approval: str) -> UUID:
    """The key behind a public id; what is no id is an approval that does not exist."""
    try:
        return ids.read("apv", approval)
    except ValueError:
        raise rules.UnknownApproval(approval=approval) from None


def standing_of(row: Membership) -> Standing:
    return rules.standing(
        login=ids.show("login", row.login),
        issuer=row.issuer,
        outlet=ids.show("out", row.outlet) if row.outlet else "",
        roles=row.roles,
    )


def approval_view(row: Approval) -> ApprovalView:
    return ApprovalView(
        id=str(row),
        kind=row.kind,
        subject=row.subject,
        issuer=row.issuer,
        digest=row.digest,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        expires_at=row.expires_at,
        outcome=Outcome(row.outcome),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        used_at=row.used_at,
    )


def _sees_all(by: Actor) -> bool:
    """Whether somebody sees what others of his issuer have asked for."""
    seeing = (Right.APPROVALS_DECIDE, Right.AUDIT_VIEW)
    return any(by.may(right, by.issuer) for right in seeing)


def _check_any(by: Actor, *rights: Right) -> None:
    if not any(by.may(right, by.issuer) for right in rights):
        raise NotAllowed(right=str(rights[0]))
