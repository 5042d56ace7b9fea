"""Post items inside a transaction of Django's."""

from collections.abc import Sequence
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS, connection, transaction

from yika.domain.ledger.posting import engine
from yika.domain.ledger.posting.items import AnyItem, Outcome
from yika.domain.ledger.stores import committed, current_store, seal_key


def post(items: Sequence[AnyItem], *, now: datetime) -> list[Outcome]:
    """Answer every item in order, in the caller's transaction: durable when that commits.

    A refused item moves nothing and its refusal is kept; the caller decides what it means.
    """
    engine.check_items(items)
    store = current_store()
    # Whoever catches an error of ours and goes on must not commit half of a batch.
    with transaction.mark_for_rollback_on_error(DEFAULT_DB_ALIAS), connection.wrap_database_errors:
        return engine.post(store, items, now=now, seal=seal_key())


def post_one(item: AnyItem, *, now: datetime) -> Outcome:
    """Post one item in a transaction of its own; its refusal is kept, and then raised."""
    with committed(item.request):
        (outcome,) = post([item], now=now)
    if not outcome.ok:
        raise outcome.refusal()
    return outcome
