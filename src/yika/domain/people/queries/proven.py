"""Whose contact somebody has proven with a code a moment ago."""

from datetime import datetime

from yika.domain.people.models import Contact, Proof
from yika.domain.people.rules import UnknownCode
from yika.domain.people.rules.codes import PROVES_FOR, Proven, Purpose
from yika.kit import ids


def proven_contact(proof: str, *, purpose: Purpose, now: datetime) -> Proven:
    """What a code that was used half an hour ago at most has proven; UnknownCode for others.

    Knowing the id of a proof proves nothing: the face keeps, where nobody can forge it, that it
    was this browser which used the code.
    """
    row = _row(proof, purpose)
    if row is None or row.used_at is None or now >= row.used_at + PROVES_FOR:
        raise UnknownCode
    value = row.told("value")
    contact = Contact.objects.proven().at(row.kind, value).first()
    known = contact if contact and not contact.has_left(now) else None
    return Proven(
        proof=str(row),
        purpose=purpose,
        kind=row.kind,
        value=value,
        language=row.language,
        holder=ids.show("hld", known.holder_id) if known else None,
        contact=str(known) if known else None,
    )


def _row(proof: str, purpose: Purpose) -> Proof | None:
    try:
        return Proof.objects.filter(pk=ids.read("proof", proof), purpose=purpose).first()
    except ValueError:
        return None
