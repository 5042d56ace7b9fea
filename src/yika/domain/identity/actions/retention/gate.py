"""The gate between holds and destroying: whoever comes second sees what the first has done."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from yika.domain.identity.queries.retention.holds import spared

GATE: Final = 0x59_4B_68_6F_6C_64  # a number of our own among the locks of the database


def pass_gate() -> None:
    """Be alone until the caller's transaction ends: nobody else places a hold or destroys."""
    if connection.vendor != "postgresql":
        return  # SQLite's one writer is us
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [GATE])


@contextmanager
def destroying(now: datetime) -> Iterator[frozenset[UUID]]:
    """A transaction that destroys, with the keys of those it has to spare.

    A hold that was placed before is among them; one that is being placed waits until it ends.
    """
    with transaction.atomic():
        pass_gate()
        yield spared(now)
