"""Give back what was held aside for longer than it was meant to be."""

from datetime import datetime

from django.db import transaction

from yika.domain.ledger import queries
from yika.domain.ledger.actions.post import post
from yika.domain.ledger.posting.items import Release
from yika.kit import ids

AT_ONCE = 500


def release_due_holds(*, now: datetime) -> int:
    """Release holds whose time is over, a page of them; how many. Safe to repeat.

    A page at a time, each in a transaction of its own: whoever spends never waits for all.
    """
    due = queries.due_holds(now, limit=AT_ONCE)
    items = [
        Release(
            request=ids.request_key(f"expire/{request.hex()}").bytes,
            account=account,
            hold=request,
            reason="expired",
            expired=True,
        )
        for request, account in due
    ]
    with transaction.atomic():
        outcomes = post(items, now=now)
    return sum(outcome.ok for outcome in outcomes)
