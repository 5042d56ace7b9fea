"""Asks a second person to agree to the opening balances of a file, and looks whether he has."""

from datetime import datetime
from typing import Final

from yika.domain.imports.models import Import
from yika.domain.imports.rules.refusals import ApprovalLate, NotApproved
from yika.domain.staff import actions as staff
from yika.domain.staff.queries import approval
from yika.domain.staff.rules import Outcome, digest
from yika.kit.actor import WORKER, ActorKind

KIND: Final = "cards.import"


def ask_second(row: Import, *, now: datetime) -> None:
    """Ask in the name of who started the import. Nobody is asked for a program or a command:
    then somebody has to approve it of his own accord.
    """
    if row.asker.kind is ActorKind.STAFF:
        asked = staff.ask_approval(
            kind=KIND,
            subject=str(row),
            issuer=row.issuer,
            digest=content_of(row),
            by=row.asker,
            now=now,
            request_id=f"{row}:ask",
        )
        row.approval = asked.id


def use_second(row: Import, *, now: datetime) -> bool:
    """Whether a second person has agreed by now, which is used up by asking."""
    if not row.approval:
        return False
    asked = approval(row.approval, WORKER)
    if asked.outcome is Outcome.REFUSED:
        raise NotApproved
    if now >= asked.expires_at:
        raise ApprovalLate
    if asked.outcome is Outcome.OPEN:
        return False
    staff.use_approval(
        approval=row.approval,
        kind=KIND,
        subject=str(row),
        digest=content_of(row),
        by=row.asker,
        now=now,
        request_id=f"{row}:use",
    )
    row.approved_by, row.approved_at = asked.decided_by or "", now
    return True


def content_of(row: Import) -> str:
    """Stands for exactly what is approved."""
    return digest(
        {
            "file": row.digest,
            "product": row.product,
            "edition": row.edition,
            "mode": row.mode,
            "good": row.good,
            "refused": row.refused,
        }
    )
