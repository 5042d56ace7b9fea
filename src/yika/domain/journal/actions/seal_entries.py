"""Puts new journal entries into the chain."""

from datetime import datetime

from yika.domain.journal.models import Entry
from yika.domain.journal.rules import STREAM
from yika.domain.vault.actions import seal_rows


def seal_entries(*, now: datetime) -> int:
    """Seal what was recorded since the last seal, some at a time; how many entries it covers."""
    return seal_rows(Entry, stream=STREAM, now=now)
