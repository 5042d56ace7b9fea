"""A picture in the place of which another stands, or none any more."""

from datetime import datetime

from yika.domain.identity.models import Evidence, RetentionHold
from yika.domain.vault.actions import destroy_file


def drop(row: Evidence, *, now: datetime) -> None:
    """It counts no more and is destroyed; while its holder is held, the sweep does so later."""
    row.replaced_at = now
    row.save(update_fields=["replaced_at"])
    binding = RetentionHold.objects.filter(lifted_at=None, until__gt=now)
    if not binding.filter(holder=row.verification.holder).exists():
        destroy_file(row.file, now=now)
