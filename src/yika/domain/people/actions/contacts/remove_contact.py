"""Takes a phone or an e-mail address off a holder's record."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.contacts.leave import leave, live_contact
from yika.domain.people.actions.tell import tell
from yika.domain.people.models import Contact, Holder
from yika.domain.people.reach import held
from yika.domain.people.rules import masked
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind


@transaction.atomic
def remove_contact(*, holder: str, contact: str, by: Actor, now: datetime, request_id: str) -> None:
    """Let a contact go after the cooling period; until then it serves to get the account back.

    Staff who may reset secrets have seen the document, and take a lost phone away at once if
    another contact can stand in for it. What was never proven goes at once. All contacts are
    told. The last proven one cannot go. Safe to repeat with the same `request_id`.
    """
    person = held(holder, by=by, right=Right.PEOPLE_REGISTER)
    request = ids.request_key(request_id)
    if person.contacts.filter(left_by_request=request).exists():
        return

    row = live_contact(person, contact, now=now)
    if row.proven_at:
        _tell(person, row, reference=f"{row}.removed.{request}", now=now)
    at_once = by.kind is ActorKind.STAFF and by.may(Right.PEOPLE_RESET, by.issuer)
    row.left_by_request = request
    leave(row, now=now, at_once=at_once)
    row.save(update_fields=["left_by_request"])
    record(
        "people.contact_removed",
        subject=str(person),
        issuer=by.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"contact": str(row), "way": row.kind},
    )


def _tell(holder: Holder, contact: Contact, *, reference: str, now: datetime) -> None:
    facts = {"kind": contact.kind, "contact": masked(contact.kind, contact.told("value"))}
    tell(holder, template="contact-removed", facts=facts, reference=reference, now=now)
