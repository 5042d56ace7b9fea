"""Puts back into the queue what the worker has given up."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal import rules
from yika.domain.journal.actions.record import record
from yika.domain.journal.models import Entry, Parcel
from yika.domain.journal.rules import ParcelState
from yika.kit import ids
from yika.kit.actor import Actor
from yika.kit.errors import NotFound


@transaction.atomic
def retry_parcel(*, parcel: str, by: Actor, now: datetime, request_id: str) -> None:
    """Have the worker send a parcel again that was given up, with the same reference.

    Safe to repeat with the same `request_id`. A parcel that is not given up is refused, and one
    that was of use for a short time only.
    """
    row = _lock_parcel(parcel)
    if Entry.objects.filter(subject=parcel, event="parcel.retried", request_id=request_id).exists():
        return

    if row.state != ParcelState.GIVEN_UP:
        raise rules.NotGivenUp(parcel=parcel, state=row.state)
    if row.payload is None:
        raise rules.TooLate(parcel=parcel)

    error = row.last_error
    row.state, row.due_at, row.failing_since = ParcelState.WAITING, now, None
    row.save(update_fields=["state", "due_at", "failing_since"])

    record(
        "parcel.retried",
        subject=parcel,
        by=by,
        now=now,
        request_id=request_id,
        facts={"kind": row.kind, "reference": row.reference, "error": error},
    )


def _lock_parcel(parcel: str) -> Parcel:
    try:
        return Parcel.objects.select_for_update().get(pk=ids.read("parcel", parcel))
    except (ValueError, Parcel.DoesNotExist) as error:
        raise NotFound(thing="parcel", name=parcel) from error
