"""Puts a new phone or e-mail address in the place of an old one."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.codes.try_code import try_code
from yika.domain.people.actions.contacts.claim_contact import claim_contact
from yika.domain.people.actions.contacts.leave import leave, live_contact
from yika.domain.people.actions.contacts.prove_contact import check_for
from yika.domain.people.actions.tell import tell
from yika.domain.people.models import Contact, Holder
from yika.domain.people.queries.contacts import contact_view
from yika.domain.people.reach import held
from yika.domain.people.rules import Purpose, SameContact, masked
from yika.domain.people.rules.views import ContactView
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor


def change_contact(
    *,
    holder: str,
    old: str,
    proof: str,
    code: str,
    address: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> ContactView:
    """Take the code for proof of the new contact, which takes the place of the old one.

    The old one is told at once. Until the cooling period is over only it can be used to get
    back into the account; then it goes. ContactTaken when the new one is another's. Wrong codes
    are counted, so never call this inside a transaction that the refusal would undo. Safe to
    repeat with the same `request_id`.
    """
    with transaction.atomic():
        person = held(holder, by=by, right=Right.PEOPLE_REGISTER)
        tried = try_code(
            proof=proof,
            code=code,
            purpose=Purpose.PROVE,
            address=address,
            by=by,
            now=now,
            request_id=request_id,
        )
        if tried.proven:
            check_for(person, tried.proven)
            contact = claim_contact(person, tried.proven.kind, tried.proven.value, now=now)
            if not tried.repeated:
                leaving = live_contact(person, old, now=now)
                _replace(person, leaving, contact, proof=proof, now=now)
                _note(person, leaving, contact, by=by, now=now, request_id=request_id)
            return contact_view(contact, now=now)
    raise tried.refusal


def _replace(
    holder: Holder, leaving: Contact, contact: Contact, *, proof: str, now: datetime
) -> None:
    if contact.pk == leaving.pk:
        raise SameContact
    tell(
        holder,
        template="contact-changed",
        facts={"kind": contact.kind, "contact": masked(contact.kind, contact.told("value"))},
        reference=f"{proof}.changed",
        now=now,
        but=contact,
    )
    leave(leaving, now=now)


def _note(
    holder: Holder,
    leaving: Contact,
    contact: Contact,
    *,
    by: Actor,
    now: datetime,
    request_id: str,
) -> None:
    record(
        "people.contact_changed",
        subject=str(holder),
        issuer=by.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"contact": str(contact), "old": str(leaving), "way": contact.kind},
    )
