"""Takes down a person who has come to a counter."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.contacts.claim_contact import new_contact
from yika.domain.people.actions.holders.new_holder import new_holder
from yika.domain.people.models import Acquaintance, Holder
from yika.domain.people.rules import RequestReused, normal_email, normal_name, normal_phone
from yika.domain.people.rules.contacts import Kind
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, check_may


@transaction.atomic
def register_holder(
    *,
    name: str,
    language: str,
    phone: str = "",
    email: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> str:
    """Make a holder of a person, known to the issuer of whoever does it; answers the holder's id.

    Phone and e-mail are what he says: not proven, so they open nothing yet, and also the
    contacts of somebody else may stand there. Safe to repeat: the same `request_id` gives the
    same holder.
    """
    check_may(by, Right.PEOPLE_REGISTER, by.issuer)
    name = normal_name(name)
    contacts = _contacts(phone, email)
    request = ids.request_key(request_id)
    if seen := Holder.objects.filter(created_by_request=request).first():
        return _the_same(seen, name, contacts)

    try:
        with transaction.atomic():
            holder = new_holder(name=name, language=language, now=now, request=request)
    except IntegrityError:
        # Nothing can be locked before there is somebody: the same request was faster.
        seen = Holder.objects.get(created_by_request=request)
        return _the_same(seen, name, contacts)
    for kind, value in contacts.items():
        new_contact(holder, kind, value, now=now).save(force_insert=True)
    if by.issuer:
        Acquaintance.objects.create(holder=holder, issuer=by.issuer, since=now)
    record(
        "people.holder_registered",
        subject=str(holder),
        issuer=by.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"ways": [kind.value for kind in contacts]},
    )
    return str(holder)


def _contacts(phone: str, email: str) -> dict[Kind, str]:
    given = {Kind.PHONE: phone and normal_phone(phone), Kind.EMAIL: email and normal_email(email)}
    return {kind: value for kind, value in given.items() if value}


def _the_same(seen: Holder, name: str, contacts: dict[Kind, str]) -> str:
    kept = {Kind(one.kind): one.told("value") for one in seen.contacts.order_by("-id")}
    if seen.told("name") != name or kept != contacts:
        raise RequestReused
    return str(seen)
