"""Takes a one-time code for proof that somebody reads what arrives at a contact."""

from datetime import datetime

from django.db import transaction

from yika.domain.people.actions.codes.try_code import try_code
from yika.domain.people.rules.codes import Proven, Purpose
from yika.kit.actor import Actor


def check_code(
    *,
    proof: str,
    code: str,
    purpose: Purpose,
    address: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> Proven:
    """Use up a code that was sent for this purpose; refuse a wrong, late, used or guessed one.

    Wrong ones are counted, and the counts outlive the refusal: never call this inside a
    transaction that the refusal would undo. Safe to repeat with the same `request_id`.
    """
    with transaction.atomic():
        tried = try_code(
            proof=proof,
            code=code,
            purpose=purpose,
            address=address,
            by=by,
            now=now,
            request_id=request_id,
        )
    if tried.proven is None:
        raise tried.refusal
    return tried.proven
