"""Shows the address that a card goes to, after writing down who looked."""

from datetime import datetime

from django.db import transaction

from yika.domain.applications import queries, rules
from yika.domain.applications.actions.keeping.step import serve
from yika.domain.applications.rules import Receipt
from yika.domain.journal.actions import record
from yika.kit.actor import Actor


def show_address(*, application: str, by: Actor, now: datetime, request_id: str) -> Receipt:
    """The whole address, for whoever writes the label.

    That he looked is committed before anything is shown. Never call this inside a transaction.
    """
    with transaction.atomic(durable=True):
        row = serve(application, by=by)
        if not row.address:
            raise rules.NoAddress
        record(
            "application.address_shown",
            subject=str(row),
            issuer=row.issuer,
            by=by,
            now=now,
            request_id=request_id,
        )
    return queries.receipt_of(row)
