"""Where a code is to go, and whether it may."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yika.domain.people.models import Contact, Holder
from yika.domain.people.rules import UnknownContact, contact_name, normal_contact
from yika.domain.people.rules.codes import Purpose
from yika.domain.people.rules.contacts import Kind
from yika.domain.people.rules.sign_ins import ContactCooling
from yika.kit import ids

NEVER_TYPED = frozenset({Purpose.STEP_UP, Purpose.LOSS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Where a code is to go. Without `arrives`, everything is done but the sending.

    It counts for the holder it is for, unless whoever asks must not learn that it is for one.
    """

    kind: Kind
    value: str
    holder: Holder | None
    owner: Holder | None
    arrives: bool
    counts_for_holder: bool = True

    @property
    def name(self) -> str:
        return contact_name(self.kind, self.value)


def known_goal(contact: str, purpose: Purpose, holder: Holder, now: datetime) -> Goal:
    """One of a holder's contacts, by its id."""
    if purpose is Purpose.SIGN_IN:
        raise ValueError("who signs in has typed his contact")
    found = holder.contacts.filter(removed_at=None, pk=_key(contact)).first()
    if found is None or found.has_left(now):
        raise UnknownContact
    if (found.usable_from is None) != (purpose is Purpose.PROVE):
        raise UnknownContact
    if found.usable_from and not found.is_usable(now):
        raise ContactCooling(usable_from=found.usable_from, now=now)
    return Goal(
        kind=Kind(found.kind),
        value=found.told("value"),
        holder=holder,
        owner=holder if found.proven_at else None,
        arrives=True,
    )


def typed_goal(contact: str, purpose: Purpose, holder: Holder | None, now: datetime) -> Goal:
    """A contact that somebody typed, whoever he may be."""
    if (purpose is Purpose.PROVE) != (holder is not None) or purpose in NEVER_TYPED:
        raise ValueError(f"a code to {purpose} is not sent to a typed contact like this")
    kind, value = normal_contact(contact)
    found = Contact.objects.proven().at(kind, value).select_related("holder").first()
    known = found is not None and not found.has_left(now)
    return Goal(
        kind=kind,
        value=value,
        holder=holder,
        owner=found.holder if found else None,
        arrives=known or purpose is not Purpose.RESET,
    )


def claimed_goal(contact: str, holder: Holder | None, now: datetime) -> Goal:
    """A contact that somebody says is this holder's. Nothing arrives where it is not."""
    kind, value = normal_contact(contact)
    found = Contact.objects.proven().at(kind, value).select_related("holder").first()
    known = found is not None and not found.has_left(now)
    owner = found.holder if found and known and found.holder == holder else None
    return Goal(
        kind=kind,
        value=value,
        holder=owner,
        owner=owner,
        arrives=owner is not None,
        counts_for_holder=False,
    )


def _key(contact: str) -> UUID:
    try:
        return ids.read("ctc", contact)
    except ValueError as error:
        raise UnknownContact from error
