"""Adds a phone or an e-mail address that a holder has proven to be his."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.codes.try_code import try_code
from yika.domain.people.actions.contacts.claim_contact import claim_contact
from yika.domain.people.actions.tell import tell
from yika.domain.people.models import Contact, Holder
from yika.domain.people.queries.contacts import contact_view
from yika.domain.people.reach import held
from yika.domain.people.rules import Proven, Purpose, masked
from yika.domain.people.rules.codes import UnknownCode
from yika.domain.people.rules.views import ContactView
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor


def prove_contact(
    *,
    holder: str,
    proof: str,
    code: str,
    address: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> ContactView:
    """Take the code for proof, and the contact it went to for the holder's own from now on.

    His other contacts are told at once. Where he has any, the new one cannot be used to get
    back into the account before the cooling period is over. ContactTaken when it is another's.
    Wrong codes are counted, so never call this inside a transaction that the refusal would undo.
    Safe to repeat with the same `request_id`.
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
                _note(person, contact, tried.proven, by=by, now=now, request_id=request_id)
            return contact_view(contact, now=now)
    raise tried.refusal


def check_for(holder: Holder, proven: Proven) -> None:
    """Refuse a code that was sent for somebody else."""
    if proven.holder != str(holder):
        raise UnknownCode


def _note(
    holder: Holder, contact: Contact, proven: Proven, *, by: Actor, now: datetime, request_id: str
) -> None:
    record(
        "people.contact_proven",
        subject=str(holder),
        issuer=by.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"contact": str(contact), "way": contact.kind},
    )
    if contact.is_usable(now):
        return  # the first one, or his already: there is nobody to warn
    tell(
        holder,
        template="contact-added",
        facts={"kind": proven.kind, "contact": masked(proven.kind, proven.value)},
        reference=f"{proven.proof}.added",
        now=now,
        but=contact,
    )
