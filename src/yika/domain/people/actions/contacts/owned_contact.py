"""Finds whose a contact is that a code has proven; somebody unknown becomes a holder by it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.contacts.claim_contact import claim_contact
from yika.domain.people.actions.holders.new_holder import new_holder
from yika.domain.people.actions.sign_in.login_of import proven_contact
from yika.domain.people.models import Contact
from yika.domain.people.rules import ContactTaken, Proven, RequestReused
from yika.domain.people.rules.sign_ins import Way
from yika.kit import ids
from yika.kit.actor import Actor


def owned_contact(
    proven: Proven, *, name: str = "", by: Actor, now: datetime, request_id: str
) -> Contact:
    """The contact of whoever has proven it before; else of a holder who has it from now on.

    In the caller's transaction. The new holder is called `name`, which may be empty.
    """
    if known := proven_contact(proven.kind, proven.value, now=now):
        return known
    request = ids.request_key(request_id)
    try:
        with transaction.atomic():
            holder = new_holder(name=name, language=proven.language, now=now, request=request)
            contact = claim_contact(holder, proven.kind, proven.value, now=now)
    except ContactTaken:
        # At the same moment another request made a holder of him. The unique index decided.
        if known := proven_contact(proven.kind, proven.value, now=now):
            return known
        raise
    except IntegrityError as error:
        raise RequestReused from error
    record(
        "people.holder_registered",
        subject=str(holder),
        issuer=by.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"way": Way.CODE},
    )
    return contact
