"""What may be known of a PIN."""

from datetime import datetime

from yika.domain.cards.models import CardPin
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import card as find
from yika.domain.cards.queries.cards import product_of
from yika.domain.cards.rules import pins
from yika.domain.cards.rules.views import CardView, PinView
from yika.kit.actor import Actor


def pin_of(card: str | CardView, by: Actor, now: datetime) -> PinView | None:
    """Whether a card's PIN is set, locked or old; None where cards of its kind have none.

    A card that the same actor was just shown is not looked up again.
    """
    seen = card if isinstance(card, CardView) else find(card, by)
    policy = product_of(seen).pin
    if policy is None:
        return None
    pin = CardPin.objects.filter(card=scope.key_of("card", seen.id)).first()
    reminder = pins.reminder_due(policy, pin.set_at) if pin else None
    return PinView(
        digits=policy.digits,
        is_set=pin is not None,
        is_locked=pin is not None and pins.is_locked(policy, pin.locked_at, now=now),
        is_old=reminder is not None and reminder <= now,
        set_at=pin.set_at if pin else None,
    )
