"""Sends somebody to work at another outlet."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.staff import queries, rules
from yika.domain.staff.actions.hold_membership import hold_membership, outlet_key
from yika.domain.staff.rules import Standing
from yika.kit.actor import Actor


@transaction.atomic
def move_staff(*, login: str, outlet: str, by: Actor, now: datetime, request_id: str) -> Standing:
    """Have somebody work at an outlet of his issuer, or at none when it is empty.

    Safe to repeat: who works there already stays.
    """
    row = hold_membership(login)
    if row is None or not by.sees(row.issuer):
        raise rules.UnknownStaff(login=login)
    rules.check_managing(by, login=login, issuer=row.issuer)
    before = queries.standing_of(row)
    if before.outlet == outlet:
        return before

    row.outlet = outlet_key(outlet, issuer=row.issuer)
    row.save(update_fields=["outlet"])

    after = queries.standing_of(row)
    record(
        "staff.moved",
        subject=login,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        before={"outlet": before.outlet},
        after={"outlet": after.outlet},
    )
    return after
