"""Let the books go on after a clock that was ahead has been set right."""

from datetime import datetime

from django.db import connection, transaction

from yika.domain.journal import actions as journal
from yika.domain.ledger.posting import engine
from yika.domain.ledger.stores import current_store, seal_key
from yika.kit.actor import Actor


@transaction.atomic
def accept_clock(*, reason: str, by: Actor, now: datetime, request_id: str) -> None:
    """Say that the present time is right, although the books were last written later than now."""
    with connection.wrap_database_errors:
        engine.accept_clock(current_store(), now=now, seal=seal_key())
    journal.record(
        "ledger.clock_accepted",
        subject="ledger",
        by=by,
        now=now,
        request_id=request_id,
        facts={"reason": reason},
    )
