"""The posting engine's view of the database connection that Django has open."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection, transaction

from yika.domain.ledger.posting.seal import SealKey
from yika.domain.ledger.posting.stores.postgres import PostgresStore
from yika.domain.ledger.posting.stores.sqlite import SqliteStore
from yika.domain.ledger.posting.stores.statements import BOOKING_LOCK
from yika.domain.ledger.posting.stores.store import Store
from yika.domain.ledger.posting.writer import says_nothing
from yika.domain.vault.queries import keyring
from yika.kit.errors import Unavailable, Unknown

BOOKING_WAIT = "3s"  # as long as this, uses may wait behind us for a posting under way


def current_store() -> Store:
    """The store of the transaction we are in."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("money moves only inside a transaction")
    connection.validate_no_broken_transaction()
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        return PostgresStore(connection.connection)
    return SqliteStore(connection.connection)


def wait_for_postings() -> None:
    """Be alone until the transaction ends: whoever posts has committed, or will see what we do."""
    if connection.vendor != "postgresql":
        return  # SQLite's one writer is us
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{BOOKING_WAIT}'")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [BOOKING_LOCK])
            cursor.execute("SET LOCAL lock_timeout = DEFAULT")
    except OperationalError as error:
        raise Unavailable("a long posting is under way; try again when it is done") from error


@contextmanager
def committed(reference: bytes) -> Iterator[None]:
    """A transaction. Cut off while it is committed, its outcome is unknown, not a failure."""
    ours, done = not connection.in_atomic_block, False
    try:
        with transaction.atomic():
            yield
            done = True
    except (OperationalError, InterfaceError) as error:
        if ours and done and connection.vendor == "postgresql" and says_nothing(error.__cause__):
            what = "the database went away while it wrote"
            raise Unknown(what, reference=reference.hex()) from error
        raise


def seal_key() -> SealKey:
    return SealKey(*keyring().current("seal"))
