"""Post items inside a transaction of Django's."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from yika.domain.ledger.posting import engine
from yika.domain.ledger.posting.items import AnyItem, Outcome
from yika.domain.ledger.stores import current_store, seal_key


def post(items: Sequence[AnyItem], *, now: datetime) -> list[Outcome]:
    """Answer every item in order, in the caller's transaction: durable when that commits.

    A refused item moves nothing and its refusal is kept; the caller decides what it means.
    """
    store = current_store()
    with connection.wrap_database_errors:
        return engine.post(store, items, now=now, seal=seal_key())


def post_one(item: AnyItem, *, now: datetime) -> Outcome:
    """Post one item in a transaction of its own; its refusal is kept, and then raised."""
    with transaction.atomic():
        (outcome,) = post([item], now=now)
    if not outcome.ok:
        raise outcome.refusal()
    return outcome
