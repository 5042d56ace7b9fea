"""Puts new batches of moves into their chain."""

from datetime import datetime

from yika.domain.ledger.models import Batch
from yika.domain.ledger.rules import STREAM
from yika.domain.vault.actions import seal_rows


def seal_batches(*, now: datetime) -> int:
    """Seal what was posted since the last seal, some at a time; how many batches it covers."""
    return seal_rows(Batch, stream=STREAM, now=now)
