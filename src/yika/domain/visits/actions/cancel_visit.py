"""Cancels a visit that is not needed any more, or that cannot be made."""

from datetime import datetime

from django.db import transaction

from yika.domain.visits.keeping.reach import reached
from yika.domain.visits.keeping.stepping import Asked, check_step, note, take_step
from yika.domain.visits.keeping.telling import tell
from yika.domain.visits.queries import view
from yika.domain.visits.rules.states import Act, State
from yika.domain.visits.rules.views import VisitView
from yika.kit.actor import Actor


@transaction.atomic
def cancel_visit(*, visit: str, by: Actor, now: datetime, request_id: str) -> VisitView:
    """Cancel a visit, also when the two are on their way: by its holder, or by staff for him.

    What they bring back nevertheless is not taken in by itself. Safe to repeat.
    """
    row = reached(visit, by=by, lock=True)
    if row.state == State.CANCELED:
        return view(row, by=by)

    check_step(row, Act.CANCELED)
    asked = Asked(by, now, request_id)
    tell(row, "visit-canceled", now=now)
    take_step(row, Act.CANCELED, asked)
    note("visit.canceled", row, asked)
    return view(row, by=by)
