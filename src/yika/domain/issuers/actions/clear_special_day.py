"""Lets the regular hours hold again on a day that was special."""

from datetime import date, datetime

from django.db import transaction

from yika.domain.issuers import rules
from yika.domain.issuers.actions.hold_days import hold_days
from yika.domain.journal.actions import record
from yika.kit.actor import Actor


@transaction.atomic
def clear_special_day(
    *, issuer: str, outlet: str = "", day: date, by: Actor, now: datetime, request_id: str
) -> None:
    """Take a special day back, at an outlet or, without one, at all outlets of the issuer.

    NoSpecialDay when it is none, so that nobody believes to have opened what stays shut.
    """
    rules.check_may_set_days(issuer=issuer, outlet=outlet, by=by)
    row, _ = hold_days(issuer=issuer, outlet=outlet)
    if day.isoformat() not in row.special_days:
        raise rules.NoSpecialDay(day=day)

    was = row.special_days.pop(day.isoformat())
    row.save(update_fields=["special_days"])

    record(
        "special_days.cleared",
        subject=outlet or issuer,
        issuer=issuer,
        by=by,
        now=now,
        request_id=request_id,
        before={day.isoformat(): was},
        after={},
    )
