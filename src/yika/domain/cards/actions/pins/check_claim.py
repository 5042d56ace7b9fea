"""Makes sure who wants a PIN unlocked or reset: its holder, or staff before whom he stands."""

from datetime import datetime

from yika.domain.cards import rules
from yika.domain.cards.models import Card
from yika.domain.cards.queries import scope
from yika.domain.people.actions import check_code
from yika.domain.people.rules import Purpose
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, ActorKind, check_may


def check_claim(
    card: Card,
    *,
    proof: str,
    code: str,
    address: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> None:
    """Refuse unless staff may do it, or the code was sent to the holder to step up.

    Such a code is only sent to contacts that are proven and not new. Its tries are counted, and
    the counts outlive the refusal: never call this inside a transaction of your own.
    """
    if by.kind is ActorKind.STAFF:
        check_may(by, Right.PIN_UNLOCK, card.issuer)
        return
    if not proof:
        raise rules.ProofNeeded
    proven = check_code(
        proof=proof,
        code=code,
        purpose=Purpose.STEP_UP,
        address=address,
        by=by,
        now=now,
        request_id=request_id,
    )
    if not card.holder or proven.holder != scope.holder_id(card):
        raise rules.ProofNeeded
