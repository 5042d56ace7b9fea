"""Keeps what still waits in the outbox from leaving, and destroys what is in it."""

from collections.abc import Collection

from yika.domain.journal.models import Parcel
from yika.domain.journal.rules import ParcelState


def drop_parcels(*, kind: str, references: Collection[str]) -> int:
    """In the caller's transaction, whatever was given up too; how many it was.

    What a worker has in hand just now may still arrive: it left before.
    """
    rows = Parcel.objects.filter(kind=kind, reference__in=references, payload__isnull=False)
    return rows.update(
        state=ParcelState.TOO_LATE, due_at=None, payload=None, claimed_until=None, last_error=""
    )
