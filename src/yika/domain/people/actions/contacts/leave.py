"""Takes a contact away from its holder, at once or when the others can stand in for it."""

from datetime import datetime

from yika.domain.journal.actions import schedule
from yika.domain.people.models import Contact, Holder
from yika.domain.people.rules import UnknownContact
from yika.domain.people.rules.contacts import leaves_at
from yika.kit import ids

CLEAR = "people.clear_contact"


def live_contact(holder: Holder, contact: str, *, now: datetime) -> Contact:
    """One of a holder's contacts that still is his."""
    try:
        row = holder.contacts.filter(pk=ids.read("ctc", contact)).first()
    except ValueError as error:
        raise UnknownContact from error
    if row is None or row.has_left(now):
        raise UnknownContact
    return row


def leave(contact: Contact, *, now: datetime, at_once: bool = False) -> None:
    """Let a contact go, in the caller's transaction. LastContact when no other is proven."""
    others = contact.holder.contacts.proven().filter(leaves_at=None).exclude(pk=contact.pk)
    ends = leaves_at(
        others=[one.usable_from for one in others if one.usable_from],
        at_once=at_once,
        proven=contact.proven_at is not None,
        now=now,
    )
    contact.leaves_at = min(ends, contact.leaves_at or ends)
    if contact.leaves_at <= now:
        destroy(contact, now=now)
    else:
        contact.save(update_fields=["leaves_at"])
        schedule(kind=CLEAR, key=str(contact), due_at=contact.leaves_at)


def destroy(contact: Contact, *, now: datetime) -> None:
    """Forget a contact for good. Its row stays, for the journal names it."""
    contact.value = contact.index = None
    contact.removed_at = now
    contact.save()
