"""Forgets messages: all of a holder, or those whose time is over."""

from datetime import datetime
from uuid import UUID

from yika.domain.journal.actions import drop_parcels
from yika.domain.messages.models import Message
from yika.domain.messages.rules import Way
from yika.domain.vault.actions.drop_portion import drop_portion
from yika.domain.vault.rules.portions import Portion
from yika.kit import ids


def forget_messages(*, holder: str, last: str = "") -> int:
    """Delete what a holder was told, in the caller's transaction; how many messages it was.

    What has not left yet does not leave any more, but the `last` that he is told (a template).
    """
    rows = Message.objects.filter(holder=holder)
    for way in (Way.SMS, Way.EMAIL):
        waiting = [str(row) for row in rows.filter(way=way.value).exclude(template=last)]
        drop_parcels(kind=way, references=waiting)
    return rows.delete()[0]


def sweep_messages(*, before: datetime, spared: frozenset[UUID], dry_run: bool) -> Portion:
    """Delete a portion of the messages before a moment, but those to holders who are spared."""
    held = [ids.show("hld", one) for one in spared]
    rows = Message.objects.filter(created_at__lt=before).exclude(holder__in=held)
    return drop_portion(rows, since="created_at", dry_run=dry_run)
