"""Takes the people out of campaigns that ended long ago; how many cards there were stays."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yika.domain.campaigns.models import CampaignCard
from yika.domain.vault.actions.drop_portion import drop_portion
from yika.domain.vault.rules.portions import Portion


def sweep_records(*, before: datetime, spared: frozenset[UUID], dry_run: bool) -> Portion:
    """Unname a portion of the cards of campaigns that ended before a moment, and drop the notes.

    Those of holders who are spared are left whole.
    """
    named = Q(holder__isnull=False) | Q(note__isnull=False)
    rows = CampaignCard.objects.filter(named, campaign__ended_at__lt=before)
    return drop_portion(
        rows.exclude(holder__in=spared),
        since="since",
        drop=lambda page: page.update(holder=None, note=None),
        dry_run=dry_run,
    )
