"""Sets the first PIN of a card."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards import rules
from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.actions.pins.keep_pin import check_new_pin, hashed, keep_pin, kept_by
from yika.domain.cards.models import Card, CardPin
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import card_row
from yika.domain.cards.rules import pins, states
from yika.domain.cards.rules.states import State
from yika.domain.journal.actions import record
from yika.kit.actor import Actor, ActorKind


def set_pin(
    *, card: str, pin: str, holder: str = "", by: Actor, now: datetime, request_id: str
) -> None:
    """Set a PIN where there is none, or anew as long as the card is not activated.

    `holder` is who activates a card that has no holder yet: his dates and numbers make a weak
    PIN. Safe to repeat: the same `request_id` changes nothing more.
    """
    seen = card_row(card)
    scope.check_serves(seen, by)
    pin = pins.normal_pin(pin)
    check_new_pin(seen, pin, holder=holder)
    new = hashed(seen, pin)

    with transaction.atomic():
        row = hold_card(card, by=by, now=now)
        if kept_by(row, request_id):
            return

        states.check_can_have_pin(State(row.state))
        if row.activated_at:
            _check_first(row, by)

        keep_pin(row, new, now=now, request_id=request_id)
        record(
            "pin.set",
            subject=card,
            issuer=row.issuer,
            by=by,
            now=now,
            request_id=request_id,
        )


def _check_first(card: Card, by: Actor) -> None:
    """A card in use gets its first PIN from its holder, or from who has him before him."""
    if CardPin.objects.filter(card=card).exists():
        raise rules.PinAlreadySet
    if by.kind is ActorKind.DEVICE:
        raise rules.ProofNeeded
