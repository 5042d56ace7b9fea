"""Accepts an application, or refuses it."""

from datetime import datetime

from django.db import transaction

from yika.domain.applications import queries, rules
from yika.domain.applications.actions.keeping.step import (
    check_step,
    free_card,
    seen,
    serve,
    take_step,
)
from yika.domain.applications.actions.keeping.tell import tell
from yika.domain.applications.rules import Act, ApplicationView, Refused
from yika.kit.actor import Actor


@transaction.atomic
def accept_application(
    *, application: str, by: Actor, now: datetime, request_id: str
) -> ApplicationView:
    """From now on the card is prepared. Safe to repeat with the same `request_id`."""
    row = serve(application, by=by)
    if not seen(row, Act.ACCEPTED, by=by, request_id=request_id):
        after = check_step(row, Act.ACCEPTED)
        take_step(row, Act.ACCEPTED, after, by=by, now=now, request_id=request_id)
        tell(row, "application-accepted", now=now)
    return queries.as_view(row, by)


@transaction.atomic
def refuse_application(
    *, application: str, reason: str, note: str = "", by: Actor, now: datetime, request_id: str
) -> ApplicationView:
    """Say no, with a reason in words the holder can do something with; he reads the note too.

    A card that was kept for him is free again. Safe to repeat with the same `request_id`.
    """
    row = serve(application, by=by)
    if not seen(row, Act.REFUSED, by=by, request_id=request_id):
        after = check_step(row, Act.REFUSED)
        if reason not in set(Refused):
            raise rules.ReasonUnknown
        free_card(row, by=by, now=now, request_id=request_id)
        take_step(
            row,
            Act.REFUSED,
            after,
            reason=reason,
            note=note,
            by=by,
            now=now,
            request_id=request_id,
            card=None,
        )
        tell(row, "application-refused", now=now)
    return queries.as_view(row, by)
