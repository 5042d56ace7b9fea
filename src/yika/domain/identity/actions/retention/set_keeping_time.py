"""Sets how long an issuer keeps one class of data."""

from datetime import datetime

from django.db import transaction

from yika.domain.identity.models import KeepingTime
from yika.domain.identity.queries.retention.keeping import keeping_of
from yika.domain.identity.rules.retention.plan import check_days, days_kept
from yika.domain.issuers.queries import issuer as find_house
from yika.domain.journal.actions import record
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, check_may


@transaction.atomic
def set_keeping_time(
    *, issuer: str, kind: str, days: int, by: Actor, now: datetime, request_id: str
) -> int:
    """Keep a class of data for so many days, within what the plan allows; answers the days.

    For what ends from now on; what was dated before keeps its day. Safe to repeat.
    """
    house = find_house(issuer)
    check_may(by, Right.DATA_MANAGE, house.code)
    before = days_kept(kind, keeping_of(house.code))
    if before == days:
        return days

    check_days(kind, days)

    KeepingTime.objects.update_or_create(
        issuer=house.code, kind=kind, defaults={"days": days, "set_at": now, "set_by": by.id}
    )

    record(
        "data.keeping_set",
        subject=house.code,
        issuer=house.code,
        by=by,
        now=now,
        request_id=request_id,
        facts={"kind": kind},
        before={"days": before},
        after={"days": days},
    )
    return days
