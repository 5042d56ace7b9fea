"""The posting engine's view of the database connection that Django has open."""

from django.db import connection, transaction

from yika.domain.ledger.posting.postgres import PostgresStore
from yika.domain.ledger.posting.seal import SealKey
from yika.domain.ledger.posting.sqlite import SqliteStore
from yika.domain.ledger.posting.store import Store
from yika.domain.vault.queries import keyring


def current_store() -> Store:
    """The store of the transaction we are in."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("money moves only inside a transaction")
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        return PostgresStore(connection.connection)
    return SqliteStore(connection.connection)


def seal_key() -> SealKey:
    return SealKey(*keyring().current("seal"))
