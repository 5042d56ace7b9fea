"""Takes the code that was sent to who has lost a card for proof that the card is his."""

from datetime import datetime

from yika.domain.cards.actions.loss.send_loss_code import OF_CARD
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import card_row
from yika.domain.cards.rules.claims import Claim
from yika.domain.people import actions as people
from yika.domain.people.rules import Purpose, UnknownCode
from yika.domain.vault.actions import forget_tries
from yika.kit.actor import Actor


def check_loss_code(
    *, proof: str, code: str, address: str, by: Actor, now: datetime, request_id: str
) -> Claim:
    """Use up the code, and answer whose the card is and which card was named when it was sent.

    A code that was never sent is as wrong as any other. Wrong ones are counted, and the counts
    outlive the refusal: never call this inside a transaction of your own. Safe to repeat with
    the same `request_id`.
    """
    proven = people.check_code(
        proof=proof,
        code=code,
        purpose=Purpose.LOSS,
        address=address,
        by=by,
        now=now,
        request_id=request_id,
    )
    row = card_row(proven.about)
    if not proven.holder or scope.holder_id(row) != proven.holder:
        raise UnknownCode  # the card was given to somebody else meanwhile
    forget_tries(scope=OF_CARD, subject=row.number)
    return Claim(holder=proven.holder, card=row.public_id)
