"""Makes a contact that was proven a holder's own, and nobody else's."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yika.domain.people.actions.contacts.clear_contact import clear_contact
from yika.domain.people.models import Contact, Holder
from yika.domain.people.rules import contacts as rules
from yika.domain.vault.queries import keyring
from yika.kit import blind


def claim_contact(holder: Holder, kind: str, value: str, *, now: datetime) -> Contact:
    """Note in the caller's transaction that a holder has proven a contact.

    ContactTaken when it is another's, also when two prove it at the same moment. The holder's
    own that was leaving stays.
    """
    proven = Contact.objects.proven().at(kind, value).first()
    if proven and proven.has_left(now):
        clear_contact(key=str(proven), now=now)  # the worker has not come to it yet
        proven = None
    if proven and proven.holder_id != holder.pk:
        raise rules.ContactTaken
    if proven:
        Contact.objects.filter(pk=proven.pk).update(leaves_at=None)
        proven.leaves_at = None
        return proven

    own = list(holder.contacts.filter(removed_at=None))
    has_usable = any(contact.is_usable(now) for contact in own)
    row = holder.contacts.filter(removed_at=None).at(kind, value).first()
    if row is None:
        rules.check_room(len(own))
        row = new_contact(holder, kind, value, now=now)
    row.proven_at, row.usable_from = now, rules.usable_from(has_usable=has_usable, now=now)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise rules.ContactTaken from error
    return row


def new_contact(holder: Holder, kind: str, value: str, *, now: datetime) -> Contact:
    """A contact that nobody has proven yet, not stored."""
    row = Contact(holder=holder, kind=kind, created_at=now)
    row.keep("value", value)
    row.index = blind.index(keyring(), kind, value)
    return row
