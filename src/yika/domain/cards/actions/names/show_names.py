"""Takes a code for proof that a holder is there himself, before all cards in his name are shown."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards import rules
from yika.domain.cards.queries import scope
from yika.domain.journal.actions import record
from yika.domain.people.actions import check_code
from yika.domain.people.rules import Purpose
from yika.kit.actor import Actor


def step_up(
    *, proof: str, code: str, address: str, by: Actor, now: datetime, request_id: str
) -> str:
    """Use up the code that was sent to this holder to step up; answers its id, good for a while.

    Wrong ones are counted, and the counts outlive the refusal: never call this inside a
    transaction of your own. Safe to repeat with the same `request_id`.
    """
    holder = scope.signed_in(by)
    proven = check_code(
        proof=proof,
        code=code,
        purpose=Purpose.STEP_UP,
        address=address,
        by=by,
        now=now,
        request_id=request_id,
    )
    if proven.holder != holder:
        raise rules.ProofNeeded
    with transaction.atomic():
        record(
            "cards.named_shown",
            subject=holder,
            by=by,
            now=now,
            request_id=request_id,
            facts={"proof": proven.proof},
        )
    return proven.proof
