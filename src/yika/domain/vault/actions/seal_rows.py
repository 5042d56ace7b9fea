"""Seal the rows that were written since the last seal."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction

from yika.domain.vault import queries, rules
from yika.domain.vault.fields import SealedRow
from yika.domain.vault.models import Seal
from yika.domain.vault.rules import Row
from yika.kit.errors import Unavailable

LIMIT = 1000
IDS_AT_ONCE = 500


def seal_rows(model: type[SealedRow], *, stream: str, now: datetime, limit: int = LIMIT) -> int:
    """Cover up to `limit` unsealed rows, by order of id, with one seal; gives back how many.

    Writers never wait for it: a row committed late with an earlier id goes into a later seal.
    With nothing to seal nothing is written. Two sealers at once line up.
    """
    if not model._base_manager.filter(seal=None).exists():
        return 0
    try:
        return _seal_next(model, stream, now, limit)
    except IntegrityError:
        # Another sealer made the very first seal of the stream; now there is one to wait for.
        return _seal_next(model, stream, now, limit)


@transaction.atomic
def _seal_next(model: type[SealedRow], stream: str, now: datetime, limit: int) -> int:
    begun = _hold_stream(stream)
    unsealed = model._base_manager.filter(seal=None).order_by("id")
    rows = [Row._make(row) for row in unsealed.values_list(*Row._fields)[:limit]]
    if not rows:
        return 0

    last = queries.last_seal(stream) if begun else None
    link = rules.next_link(queries.keyring(), last, rows, stream=stream, now=now)

    Seal.objects.create(stream=stream, **asdict(link))
    _name_seal(model, rows, link.number)
    return len(rows)


def _hold_stream(stream: str) -> bool:
    """Let one sealer at a time go on; False when there is no seal yet to hold.

    The first seal never changes, so it serves as the latch. Without one, the seal to be made
    must be the first: looking for a newer one would be looking without the latch.
    """
    return bool(Seal.objects.select_for_update().filter(stream=stream, number=1))


def _name_seal(model: type[SealedRow], rows: Sequence[Row], number: int) -> None:
    named = 0
    for start in range(0, len(rows), IDS_AT_ONCE):
        ids = [row.id for row in rows[start : start + IDS_AT_ONCE]]
        named += model._base_manager.filter(pk__in=ids, seal=None).update(seal=number)
    if named != len(rows):
        raise Unavailable(f"{model._meta.label}: rows went away while they were sealed")
