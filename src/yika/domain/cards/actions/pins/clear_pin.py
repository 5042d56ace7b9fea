"""Takes the PIN away again that was set for an activation which did not come about."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards import rules
from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.models import CardPin
from yika.domain.cards.queries import scope
from yika.domain.journal.actions import record
from yika.kit.actor import Actor


@transaction.atomic
def clear_pin(*, card: str, by: Actor, now: datetime, request_id: str) -> None:
    """Leave a card that was never activated without a PIN. Safe to repeat.

    The PIN of a card in use is changed or reset, never taken away.
    """
    row = hold_card(card, by=by)
    scope.check_serves(row, by)
    if row.activated_at:
        raise rules.PinAlreadySet
    cleared, _ = CardPin.objects.filter(card=row).delete()
    if cleared:
        record(
            "pin.cleared",
            subject=card,
            issuer=row.issuer,
            by=by,
            now=now,
            request_id=request_id,
        )
