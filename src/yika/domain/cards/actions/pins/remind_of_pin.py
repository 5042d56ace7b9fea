"""Reminds a holder once that a PIN is old."""

from datetime import datetime

from yika.domain.cards.actions.life.tell_holder import tell_old_pin
from yika.domain.cards.actions.pins.keep_pin import pin_policy
from yika.domain.cards.models import Card, CardPin
from yika.domain.cards.rules import pins
from yika.domain.cards.rules.states import State
from yika.kit import ids


def remind_of_pin(*, key: str, now: datetime) -> datetime | None:
    """Due work: tell the holder of this card, unless the PIN is newer or the card out of use."""
    card = Card.objects.filter(pk=ids.read("card", key)).first()
    kept = CardPin.objects.filter(card=card).first() if card else None
    if card is None or kept is None or card.state != State.ACTIVE:
        return None
    due_at = pins.reminder_due(pin_policy(card), kept.set_at)
    if due_at is None or due_at > now:
        return due_at
    tell_old_pin(card, months=pins.months_between(kept.set_at, now), since=kept.set_at, now=now)
    return None
