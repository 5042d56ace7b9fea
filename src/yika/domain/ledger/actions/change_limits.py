"""Change how far an account may go down and up."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal import actions as journal
from yika.domain.ledger import queries, rules
from yika.domain.ledger.models import Account
from yika.kit.actor import Actor
from yika.kit.money import Money


@transaction.atomic
def change_limits(
    *,
    account: str,
    floor: Money,
    ceiling: Money | None,
    by: Actor,
    now: datetime,
    request_id: str,
) -> None:
    """Give an account that has a floor another one, and another ceiling. Safe to repeat.

    A floor above what is there is refused. A lower ceiling only stops more from coming in.
    """
    row = queries.lock_account(account)
    if row.floor is None:
        raise rules.NoLimits
    for limit in (floor, ceiling):
        if limit is not None and limit.unit != row.heading.unit:
            raise rules.WrongUnit(kept=row.heading.unit, given=limit.unit)
    before = _limits(row)
    if row.balance - row.held < floor.minor:
        left = Money(row.balance - row.held, row.heading.unit)
        raise rules.FloorAboveBalance(balance=left)

    row.floor = floor.minor
    row.floor_min = min(floor.minor, floor.minor if row.floor_min is None else row.floor_min)
    row.ceiling = None if ceiling is None else ceiling.minor
    if _limits(row) == before:
        return
    row.save(update_fields=["floor", "floor_min", "ceiling"])
    journal.record(
        "ledger.limits_changed",
        subject=account,
        by=by,
        now=now,
        request_id=request_id,
        issuer=row.heading.book.code,
        before=before,
        after=_limits(row),
    )


def _limits(row: Account) -> dict[str, int | None]:
    return {"floor": row.floor, "ceiling": row.ceiling}
