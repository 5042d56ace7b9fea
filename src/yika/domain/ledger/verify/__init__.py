"""Re-checks every invariant of the whole book, in pages, and names what is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from yika.domain.ledger.models import Batch
from yika.domain.ledger.rules import STREAM
from yika.domain.ledger.verify.accounts import account_faults, moves_total
from yika.domain.ledger.verify.batches import Progress, batch_faults
from yika.domain.ledger.verify.days import day_faults
from yika.domain.ledger.verify.trouble import WORDINGS, Fault, Trouble
from yika.domain.vault.queries import chain_faults
from yika.domain.vault.rules import Finding, LastSeal

__all__ = ["WORDINGS", "Fault", "Trouble", "faults", "moves_total"]


def faults(
    *, expected: LastSeal | None = None, progress: Progress = lambda _: None
) -> Iterator[Fault | Finding]:
    """Everything wrong with the books as they stand when this begins; uses go on meanwhile.

    `expected` is a copy of an earlier last seal that was kept elsewhere. `progress` is told of
    `moves_total` moves, some at a time.
    """
    with _one_moment():
        yield from batch_faults(progress)
        yield from account_faults()
        yield from day_faults()
        yield from chain_faults(Batch, stream=STREAM, expected=expected)


@contextmanager
def _one_moment() -> Iterator[None]:
    """See the books as of one moment, without keeping anybody from writing."""
    if connection.in_atomic_block:
        yield
        return
    begin = {"postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}
    with connection.cursor() as cursor:
        cursor.execute(begin.get(connection.vendor, "BEGIN DEFERRED"))
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
