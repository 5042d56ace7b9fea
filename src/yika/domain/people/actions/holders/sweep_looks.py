"""Drops looks at personal data that nobody has to answer for any more."""

from datetime import datetime
from uuid import UUID

from yika.domain.people.models import Look
from yika.domain.vault.actions.drop_portion import drop_portion
from yika.domain.vault.rules.portions import Portion


def sweep_looks(*, before: datetime, spared: frozenset[UUID], dry_run: bool) -> Portion:
    """Delete a portion of the looks before a moment, but those at holders who are spared."""
    rows = Look.objects.filter(at__lt=before).exclude(holder__in=spared)
    return drop_portion(rows, since="at", dry_run=dry_run)
