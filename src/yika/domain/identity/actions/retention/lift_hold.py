"""Ends a hold on a holder's data."""

from datetime import datetime

from django.db import transaction

from yika.domain.identity.models import RetentionHold
from yika.domain.identity.queries.retention.holds import hold_view
from yika.domain.identity.rules.retention import holds as rules
from yika.domain.identity.rules.retention.holds import HoldView
from yika.domain.journal.actions import record
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, check_may


@transaction.atomic
def lift_hold(*, hold: str, by: Actor, now: datetime, request_id: str) -> HoldView:
    """End a hold before its time; done by another person than placed it. Safe to repeat by him."""
    check_may(by, Right.DATA_MANAGE, by.issuer)
    row = _held(hold, by)
    view = hold_view(row)
    if row.lifted_at and row.lifted_by == by.id:
        return view

    rules.check_lifting(view, by=by, now=now)

    row.lifted_at, row.lifted_by = now, by.id
    row.save(update_fields=["lifted_at", "lifted_by"])

    record(
        "data.hold_lifted",
        subject=ids.show("hld", row.holder),
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"hold": hold, "placed_by": row.placed_by},
    )
    return hold_view(row)


def _held(hold: str, by: Actor) -> RetentionHold:
    try:
        key = ids.read("dhold", hold)
    except ValueError:
        raise rules.UnknownHold(hold=hold) from None
    row = RetentionHold.objects.select_for_update(no_key=True).filter(pk=key).first()
    if row is None or not by.sees(row.issuer):
        raise rules.UnknownHold(hold=hold)
    return row
