"""Opens the purses of many new cards at once, for an import."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction

from yika.domain.journal import actions as journal
from yika.domain.ledger import rules
from yika.domain.ledger.actions.open_account import heading_of
from yika.domain.ledger.models import Account, AccountName, Heading
from yika.kit import bulk
from yika.kit.actor import Actor
from yika.kit.moments import to_micros
from yika.products.product import CardProduct
from yika.products.tables.purse import Purse

_NEXT_IDS = """
    SELECT nextval(pg_get_serial_sequence('ledger_account', 'id')) FROM generate_series(1, %s)
"""
_LAST_ID = "SELECT seq FROM sqlite_sequence WHERE name = 'ledger_account'"


@transaction.atomic
def open_many_purses(
    *,
    issuer: str,
    product: CardProduct,
    cards: Sequence[str],
    subject: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> Mapping[str, Sequence[int]]:
    """Open the purses of cards that have none yet: purse name → accounts, in the cards' order.

    One entry about `subject`, what the cards came in, stands in the journal for all of them.
    Not to be repeated: whoever calls it remembers in the same transaction that it was done.
    """
    opened: dict[str, Sequence[int]] = {}
    for purse in product.purses:
        code = rules.purse_heading(issuer, product.code, purse.name)
        heading = heading_of(issuer, code, purse.unit)
        names = [rules.purse_name(card, purse.name) for card in cards]
        opened[purse.name] = _open(heading, purse, names, now=now)
    journal.record(
        "ledger.purses_opened",
        subject=subject,
        by=by,
        now=now,
        request_id=request_id,
        issuer=issuer,
        facts={
            "product": product.code,
            "edition": product.edition,
            "purses": list(opened),
            "cards": len(cards),
        },
    )
    return opened


def _open(heading: Heading, purse: Purse, names: list[str], *, now: datetime) -> list[int]:
    """Accounts with these names, within the limits of a purse."""
    ids = _next_ids(len(names))
    columns: dict[str, object] = {
        "id": ids,
        "heading_id": heading.pk,
        "floor": purse.floor.minor,
        "floor_min": purse.floor.minor,
        "ceiling": purse.ceiling.minor,
        "balance": 0,
        "held": 0,
        "seq": 0,
        "last_move": None,
        "state": rules.State.OPEN.value,
        "opened_at": to_micros(now),
    }
    named = {"name": names, "account_id": ids}
    with connection.wrap_database_errors:
        bulk.insert(connection.connection, Account._meta.db_table, columns)
        bulk.insert(connection.connection, AccountName._meta.db_table, named)
    return ids


def _next_ids(count: int) -> list[int]:
    """Numbers for so many accounts that nobody else gets."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_NEXT_IDS, [count])
            return [number for (number,) in cursor.fetchall()]
        cursor.execute(_LAST_ID)  # SQLite's one writer is us
        row = cursor.fetchone()
        first = (row[0] if row else 0) + 1
        return list(range(first, first + count))
