"""Has the worker go on with an import that was cut off."""

from datetime import datetime

from django.db import transaction

from yika.domain.imports import queries
from yika.domain.imports.actions.advance_import import WORK
from yika.domain.imports.actions.work.hold_import import hold_import
from yika.domain.imports.rules.views import ImportView
from yika.domain.journal import actions as journal
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, check_may


@transaction.atomic
def resume_import(*, import_id: str, by: Actor, now: datetime, request_id: str) -> ImportView:
    """Go on in the background, where an import stands; one that rests is given back as it is.

    Safe to repeat: work that is scheduled already is only looked at sooner.
    """
    row = hold_import(import_id, by)
    check_may(by, Right.CARDS_IMPORT, row.issuer)
    view = queries.as_view(row)
    if view.rests:
        return view

    journal.schedule(kind=WORK, key=str(row), due_at=now)
    journal.record(
        "import.resumed",
        subject=str(row),
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
    )
    return view
