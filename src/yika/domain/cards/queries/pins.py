"""What may be known of a PIN."""

from datetime import datetime

from yika.domain.cards.models import CardPin
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import card_row
from yika.domain.cards.queries.sold import product_sold, sold_as
from yika.domain.cards.rules import pins
from yika.domain.cards.rules.views import PinView
from yika.kit.actor import Actor


def pin_of(card: str, by: Actor, now: datetime) -> PinView | None:
    """Whether a card's PIN is set, locked or old; None where cards of its kind have none."""
    row = card_row(card)
    scope.check_sees(row, by)
    policy = product_sold(sold_as(row)).pin
    if policy is None:
        return None
    pin = CardPin.objects.filter(card=row).first()
    reminder = pins.reminder_due(policy, pin.set_at) if pin else None
    return PinView(
        digits=policy.digits,
        is_set=pin is not None,
        is_locked=pin is not None and pins.is_locked(policy, pin.locked_at, now=now),
        is_old=reminder is not None and reminder <= now,
        set_at=pin.set_at if pin else None,
    )
