"""Forgets a contact whose time is over."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.contacts.leave import destroy
from yika.domain.people.models import Contact
from yika.kit import ids
from yika.kit.actor import WORKER


@transaction.atomic
def clear_contact(*, key: str, now: datetime) -> datetime | None:
    """Destroy a contact that has left; due work, answers when to come back if it is too early."""
    row = Contact.objects.select_for_update(no_key=True).get(pk=ids.read("ctc", key))
    if row.removed_at or row.leaves_at is None:
        return None  # gone before, or its holder has proven it again
    if row.leaves_at > now:
        return row.leaves_at

    destroy(row, now=now)
    record(
        "people.contact_removed",
        subject=ids.show("hld", row.holder_id),
        by=WORKER,
        now=now,
        request_id=key,
        facts={"contact": key, "way": row.kind},
    )
    return None
