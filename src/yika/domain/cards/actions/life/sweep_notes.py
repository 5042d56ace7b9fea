"""Destroys what staff noted long ago at steps and stops of cards; what they did stays."""

from datetime import datetime
from uuid import UUID

from yika.domain.cards.models import CardStep, Stop
from yika.domain.vault.actions.drop_portion import Rows, drop_portion
from yika.domain.vault.rules.portions import Portion


def sweep_notes(*, before: datetime, spared: frozenset[UUID], dry_run: bool) -> Portion:
    """Destroy a portion of the notes before a moment, but about cards of holders who are spared.

    The note of a stop is needed as long as it stops the card.
    """
    steps = CardStep.objects.filter(note__isnull=False, at__lt=before)
    stops = Stop.objects.filter(note__isnull=False, ended_at__isnull=False, since__lt=before)
    done = [
        drop_portion(
            rows.exclude(card__holder__in=spared),
            since=since,
            drop=_destroy,
            dry_run=dry_run,
        )
        for rows, since in ((steps, "at"), (stops, "since"))
    ]
    return sum(done, Portion())


def _destroy(page: Rows) -> None:
    keys = list(page.values_list("pk", flat=True))
    page.model._default_manager.filter(pk__in=keys).update(note=None)
