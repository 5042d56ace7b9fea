"""Destroys what was said in enquiries that ended long ago, and how strangers were reached."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from yika.domain.enquiries.models import Enquiry, EnquiryTurn
from yika.domain.vault.actions.drop_portion import Rows, drop_portion
from yika.domain.vault.rules.portions import Portion


def sweep_words(*, before: datetime, spared: frozenset[UUID], dry_run: bool) -> Portion:
    """Destroy the words of enquiries that ended before a moment; that they were stays.

    Those of holders who are spared are left whole.
    """
    said = EnquiryTurn.objects.filter(enquiry=OuterRef("pk"), words__isnull=False)
    rows = Enquiry.objects.filter(Exists(said), closed_at__lt=before).exclude(holder__in=spared)
    return drop_portion(rows, since="closed_at", drop=_destroy, dry_run=dry_run)


def sweep_contacts(*, before: datetime, spared: frozenset[UUID], dry_run: bool) -> Portion:  # noqa: ARG001
    """Destroy how those are reached who have no account, of enquiries that ended before a moment.

    Nobody can be held whom nobody knows.
    """
    return drop_portion(
        Enquiry.objects.filter(contact__isnull=False, closed_at__lt=before),
        since="closed_at",
        drop=lambda page: page.update(contact=None, contact_index=None),
        dry_run=dry_run,
    )


def _destroy(page: Rows) -> None:
    EnquiryTurn.objects.filter(enquiry__in=list(page)).update(words=None)
