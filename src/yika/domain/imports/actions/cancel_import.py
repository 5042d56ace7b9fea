"""Gives up an import before any card was taken over."""

from datetime import datetime

from django.db import transaction

from yika.domain.imports import queries
from yika.domain.imports.actions.work.end_import import end_import
from yika.domain.imports.actions.work.hold_import import hold_import
from yika.domain.imports.rules.states import State, check_cancel
from yika.domain.imports.rules.views import ImportView
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, check_may


@transaction.atomic
def cancel_import(*, import_id: str, by: Actor, now: datetime, request_id: str) -> ImportView:
    """Cancel an import and forget its file. What it has found wrong stays to be read.

    Safe to repeat: a cancelled import is given back.
    """
    row = hold_import(import_id, by)
    check_may(by, Right.CARDS_IMPORT, row.issuer)
    if row.state == State.CANCELLED.value:
        return queries.as_view(row)

    check_cancel(State(row.state))

    end_import(row, State.CANCELLED, by=by, now=now, request_id=request_id)
    row.save()
    return queries.as_view(row)
