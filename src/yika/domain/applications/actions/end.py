"""Ends an application that comes to nothing: withdrawn, or never collected."""

from datetime import datetime

from django.db import transaction

from yika.domain.applications import queries
from yika.domain.applications.actions.keeping.step import (
    check_step,
    free_card,
    hold,
    seen,
    serve,
    take_step,
)
from yika.domain.applications.actions.keeping.tell import tell
from yika.domain.applications.models import Application
from yika.domain.applications.rules import Act, ApplicationView, State
from yika.kit import ids
from yika.kit.actor import WORKER, Actor, ActorKind


@transaction.atomic
def withdraw_application(
    *, application: str, by: Actor, now: datetime, request_id: str
) -> ApplicationView:
    """Take an application back, by its holder or by staff for him; not while it is on its way.

    A card that was kept for him is free again. Safe to repeat with the same `request_id`.
    """
    own = by.kind is ActorKind.HOLDER
    row = hold(application, by=by) if own else serve(application, by=by)
    if not seen(row, Act.WITHDRAWN, by=by, request_id=request_id):
        _end(row, Act.WITHDRAWN, by=by, now=now, request_id=request_id)
    return queries.as_view(row, by)


@transaction.atomic
def expire_application(*, application: str, now: datetime) -> datetime | None:
    """Give up a card that nobody collected, once its time is over, also when that was long ago.

    Answers when to look again; None when there is nothing more to look after. Called by the
    worker.
    """
    row = Application.objects.select_for_update().get(pk=ids.read("app", application))
    if row.state != State.READY or row.collect_until is None:
        return None
    if now < row.collect_until:
        return row.collect_until
    _end(row, Act.EXPIRED, by=WORKER, now=now, request_id=f"expire:{row}:{row.steps}")
    return None


def _end(row: Application, act: Act, *, by: Actor, now: datetime, request_id: str) -> None:
    after = check_step(row, act)
    free_card(row, by=by, now=now, request_id=request_id)
    take_step(row, act, after, by=by, now=now, request_id=request_id, card=None)
    tell(row, "application-ended", now=now)
