"""Shows a machine that stands for many people who is there: by one of his cards and a code."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards.actions.loss.send_loss_code import OF_CARD, OF_DEVICE, may_hear
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import card_row
from yika.domain.cards.queries.whose.claims import card_claimed
from yika.domain.cards.rules import claims
from yika.domain.journal.actions import record
from yika.domain.people import actions as people
from yika.domain.people.rules import ProofView, Proven, Purpose, UnknownCode, normal_contact
from yika.domain.vault.actions import forget_tries, spend_try
from yika.kit.actor import Actor
from yika.kit.errors import Fault, Invalid


def send_names_code(
    *,
    number: str,
    contact: str,
    address: str,
    language: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> ProofView:
    """Send a code to this contact if it is one of the holder of the card with this number.

    Whatever is true, the answer is the same. Asking is counted for the card and the machine, as
    for the report of a loss. Safe to repeat: the same `request_id` is one code.
    """
    try:
        normal_contact(contact)
    except Invalid:
        raise Invalid([Fault("contact", "", claims.CONTACT_EXPECTED)]) from None
    typed, row = card_claimed(number)
    spend_try(scope=OF_DEVICE, subject=by.id, allowance=claims.CLAIMS_AT_KIOSK, now=now)
    spend_try(scope=OF_CARD, subject=typed, allowance=claims.CLAIMS_OF_CARD, now=now)
    if row is not None and not may_hear(row, by):
        row = None
    return people.send_claimed_code(
        contact=contact,
        holder=scope.holder_id(row) if row else "",
        about=row.public_id if row else "",
        purpose=Purpose.STEP_UP,
        address=address,
        language=language,
        by=by,
        now=now,
        request_id=request_id,
    )


def check_names_code(
    *, proof: str, code: str, address: str, by: Actor, now: datetime, request_id: str
) -> Proven:
    """Use up the code: who is there, and the proof that opens all cards in his name to him.

    Wrong ones are counted, and the counts outlive the refusal: never call this inside a
    transaction of your own. Safe to repeat with the same `request_id`.
    """
    proven = people.check_code(
        proof=proof,
        code=code,
        purpose=Purpose.STEP_UP,
        address=address,
        by=by,
        now=now,
        request_id=request_id,
    )
    row = card_row(proven.about) if proven.about else None
    if row is None or not proven.holder or scope.holder_id(row) != proven.holder:
        raise UnknownCode
    forget_tries(scope=OF_CARD, subject=row.number)
    with transaction.atomic():
        record(
            "cards.named_shown",
            subject=proven.holder,
            by=by,
            now=now,
            request_id=request_id,
            facts={"proof": proven.proof},
        )
    return proven
