"""Lets opening balances into the books that somebody else brings."""

from datetime import datetime

from django.db import transaction

from yika.domain.imports import queries
from yika.domain.imports.actions.advance_import import WORK
from yika.domain.imports.actions.work.ask_second import use_second
from yika.domain.imports.actions.work.hold_import import hold_import
from yika.domain.imports.rules.states import State, check_approval
from yika.domain.imports.rules.views import ImportView
from yika.domain.journal import actions as journal
from yika.domain.staff import actions as staff
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, check_may


@transaction.atomic
def approve_import(
    *, import_id: str, background: bool = True, by: Actor, now: datetime, request_id: str
) -> ImportView:
    """Approve an import as a second person; it goes on by itself, with `background`.

    Safe to repeat: an import that the same person has approved is given back.
    """
    row = hold_import(import_id, by)
    if row.approved_by == by.id:
        return queries.as_view(row)

    check_may(by, Right.APPROVALS_DECIDE, row.issuer)
    check_approval(State(row.state), asked_by=row.asked_by, by=by)

    if row.approval:
        staff.decide_approval(
            approval=row.approval, approve=True, by=by, now=now, request_id=request_id
        )
        use_second(row, now=now)
    row.state, row.approved_by = State.APPROVED.value, by.id
    row.approved_at = row.moved_at = now
    row.save(update_fields=["state", "approved_by", "approved_at", "moved_at"])

    if background:
        journal.schedule(kind=WORK, key=str(row), due_at=now)
    journal.record(
        "import.approved",
        subject=str(row),
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"digest": row.digest, "good": row.good, "refused": row.refused},
    )
    return queries.as_view(row)
