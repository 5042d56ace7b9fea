"""Compares a one-time code, and counts."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yika.domain.journal.actions import record
from yika.domain.people.models import Contact, Proof
from yika.domain.people.rules import RequestReused, codes
from yika.domain.people.rules.codes import Proven, Purpose
from yika.domain.people.rules.contacts import contact_name
from yika.domain.people.rules.sign_ins import ContactCooling
from yika.domain.vault.actions import check_tries, count_try, forget_tries
from yika.domain.vault.queries import keyring
from yika.kit import blind, ids
from yika.kit.actor import Actor
from yika.kit.errors import Refusal

SENT = "people.code.sent"
GUESSED = "people.code.guessed"
KIND = "one-time-code"


@dataclass(frozen=True, slots=True)
class Tried:
    """What a code proved; or why it did not, to be raised when the count is safe.

    `repeated` when the same request had used the code before.
    """

    proven: Proven | None
    why_not: Refusal | None = None
    repeated: bool = False

    @property
    def refusal(self) -> Refusal:
        if self.why_not is None:
            raise TypeError("nothing is refused")
        return self.why_not


def try_code(
    *,
    proof: str,
    code: str,
    purpose: Purpose,
    address: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> Tried:
    """Use up the code if it is right and count the guess if it is not, in this transaction.

    A wrong code is not raised here: raise `refusal` behind the transaction, or its rollback
    would undo the count and leave the guesser another try. Safe to repeat: the same
    `request_id` with the right code proves the same again.
    """
    code, request = codes.normal_code(code), ids.request_key(request_id)
    subject = codes.origin(by, address)
    check_tries(scope=GUESSED, subject=subject, allowance=codes.GUESSES, now=now)
    row = _held_proof(proof, purpose)
    is_right = _is_right(row, code)
    if row.used_by_request == request:
        if not is_right:
            raise RequestReused
        return _judged(row, now, repeated=True)
    late = codes.state_refusal(
        tries=row.tries, used_at=row.used_at, expires_at=row.expires_at, now=now
    )
    if late:
        return Tried(None, late)
    if not is_right:
        count_try(scope=GUESSED, subject=subject, allowance=codes.GUESSES, now=now)
        return Tried(None, _count(row))

    _use(row, by=by, now=now, request_id=request_id)
    return _judged(row, now)


def code_mac(proof: UUID, code: str) -> bytes:
    """What is kept of a code: a keyed hash, which belongs to one row."""
    return blind.index(keyring(), KIND, f"{proof}:{code}")


def _is_right(row: Proof, code: str) -> bool:
    possible = blind.candidates(keyring(), KIND, f"{row.id}:{code}")
    return any(hmac.compare_digest(row.mac, mac) for mac in possible)


def _held_proof(proof: str, purpose: Purpose) -> Proof:
    try:
        key = ids.read("proof", proof)
    except ValueError as error:
        raise codes.UnknownCode from error
    rows = Proof.objects.select_for_update(no_key=True)
    row = rows.filter(pk=key, purpose=purpose).first()
    if row is None:
        raise codes.UnknownCode
    return row


def _count(row: Proof) -> Refusal:
    row.tries += 1
    row.save(update_fields=["tries"])
    return codes.guess_refusal(row.tries)


def _use(row: Proof, *, by: Actor, now: datetime, request_id: str) -> None:
    row.used_at, row.used_by_request = now, ids.request_key(request_id)
    row.save(update_fields=["used_at", "used_by_request"])
    # Only who owns the contact could read the code, so others' asking for codes is forgotten.
    forget_tries(scope=SENT, subject=contact_name(row.kind, row.told("value")))
    record(
        "people.code_used",
        subject=str(row),
        by=by,
        now=now,
        request_id=request_id,
        facts={"purpose": row.purpose},
    )


def _judged(row: Proof, now: datetime, *, repeated: bool = False) -> Tried:
    """What the right code proves. None gets back into an account by a contact that may not."""
    contact = Contact.objects.proven().at(row.kind, row.told("value")).first()
    if contact and row.holder_id and contact.holder_id != row.holder_id:
        contact = None  # somebody else's: that is only told where it is claimed
    if row.purpose == Purpose.RESET and not (contact and contact.is_usable(now)):
        return Tried(None, _cooling(contact, now))
    if row.purpose == Purpose.LOSS and (contact is None or contact.has_left(now)):
        return Tried(None, codes.UnknownCode())
    return Tried(_proven(row, contact), repeated=repeated)


def _cooling(contact: Contact | None, now: datetime) -> Refusal:
    if contact is None or contact.usable_from is None or contact.has_left(now):
        return codes.UnknownCode()
    return ContactCooling(usable_from=contact.usable_from, now=now)


def _proven(row: Proof, contact: Contact | None) -> Proven:
    holder = row.holder_id or (contact and contact.holder_id)
    return Proven(
        proof=str(row),
        purpose=Purpose(row.purpose),
        kind=row.kind,
        value=row.told("value"),
        language=row.language,
        holder=ids.show("hld", holder) if holder else None,
        contact=str(contact) if contact else None,
        about=row.about,
    )
