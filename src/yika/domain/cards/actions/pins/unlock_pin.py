"""Unlocks a PIN that was wrong too often."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards import rules
from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.actions.pins.check_claim import check_claim
from yika.domain.cards.actions.pins.keep_pin import pin_policy
from yika.domain.cards.models import Card, CardPin
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import card_row
from yika.domain.cards.rules import pins
from yika.domain.journal.actions import record
from yika.kit.actor import Actor


def unlock_pin(
    *,
    card: str,
    proof: str = "",
    code: str = "",
    address: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> None:
    """Give all tries back to a locked PIN, which stays the same.

    Staff at the counter may; everybody else shows a code that was sent to the holder to step
    up. Never call this inside a transaction of your own.
    """
    seen = card_row(card)
    scope.check_sees(seen, by)
    _check_locked(seen, now=now)
    check_claim(
        seen, proof=proof, code=code, address=address, by=by, now=now, request_id=request_id
    )

    with transaction.atomic():
        row = hold_card(card, by=by, now=now)
        CardPin.objects.filter(card=row).update(wrong=0, locked_at=None)
        record(
            "pin.unlocked",
            subject=card,
            issuer=row.issuer,
            by=by,
            now=now,
            request_id=request_id,
            facts={"proof": proof},
        )


def _check_locked(card: Card, *, now: datetime) -> None:
    kept = CardPin.objects.filter(card=card).first()
    if kept is None:
        raise rules.PinNotSet
    if not pins.is_locked(pin_policy(card), kept.locked_at, now=now):
        raise rules.PinNotLocked
