"""Contacts as values, and whose they are."""

from datetime import datetime

from yika.domain.people.models import Contact
from yika.domain.people.rules import masked
from yika.domain.people.rules.contacts import Kind
from yika.domain.people.rules.views import ContactView, MaskedContact
from yika.kit import ids


def find_holder_by_contact(kind: str, value: str) -> str | None:
    """The holder who has proven this contact, given in its normal form; None when nobody has."""
    found = Contact.objects.proven().at(kind, value).first()
    return ids.show("hld", found.holder_id) if found else None


def contact_view(row: Contact, *, now: datetime) -> ContactView:
    """The row as its holder sees it."""
    value = row.told("value")
    return ContactView(
        id=str(row),
        kind=Kind(row.kind),
        value=value,
        masked=masked(row.kind, value),
        proven=row.proven_at is not None,
        usable=row.is_usable(now),
        usable_from=row.usable_from,
        leaves_at=row.leaves_at,
    )


def masked_contact(row: Contact) -> MaskedContact:
    """The row as staff see it."""
    return MaskedContact(
        id=str(row),
        kind=Kind(row.kind),
        masked=masked(row.kind, row.told("value")),
        proven=row.proven_at is not None,
        usable_from=row.usable_from,
        leaves_at=row.leaves_at,
    )
