"""Closes a place for good."""

from datetime import datetime

from django.db import transaction

from yika.domain.issuers import rules
from yika.domain.issuers.actions.hold_outlet import hold_outlet
from yika.domain.journal.actions import record
from yika.kit.actor import Actor


@transaction.atomic
def close_outlet(*, outlet: str, by: Actor, now: datetime, request_id: str) -> None:
    """Close an outlet for good; what happened there stays known.

    Safe to repeat: a closed outlet stays closed since when it was.
    """
    row = hold_outlet(outlet)
    rules.check_may_manage(outlet, issuer=row.issuer_id, by=by)
    if row.closed_at:
        return

    row.closed_at = now
    row.save(update_fields=["closed_at"])

    record(
        "outlet.closed",
        subject=outlet,
        issuer=row.issuer_id,
        by=by,
        now=now,
        request_id=request_id,
    )
