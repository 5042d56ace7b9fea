"""Changes the PIN of a card for somebody who knows the old one."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards import rules
from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.actions.pins.keep_pin import (
    check_new_pin,
    hashed,
    keep_pin,
    kept_by,
    tell_changed,
)
from yika.domain.cards.actions.pins.try_pin import try_pin
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import card_row
from yika.domain.cards.rules import pins
from yika.domain.journal.actions import record
from yika.kit.actor import Actor


def change_pin(
    *,
    card: str,
    old: str,
    new: str,
    device: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> None:
    """Put a new PIN in the place of the old one, and tell the holder.

    The old one is looked at first: what makes a new one weak tells something about the person.
    Wrong tries are counted as in `check_pin`: never call this inside a transaction of your own.
    Safe to repeat: the same `request_id` changes nothing more.
    """
    seen = card_row(card)
    scope.check_serves(seen, by)
    if kept_by(seen, request_id):
        return
    old, new = pins.normal_pin(old), pins.normal_pin(new)
    try_pin(seen, old, device=device, by=by, now=now, request_id=request_id)
    check_new_pin(seen, new)
    if new == old:
        raise rules.SamePin
    kept = hashed(seen, new)

    with transaction.atomic():
        row = hold_card(card, by=by, now=now)
        keep_pin(row, kept, now=now, request_id=request_id)
        tell_changed(row, now=now, request_id=request_id)
        record(
            "pin.changed",
            subject=card,
            issuer=row.issuer,
            by=by,
            now=now,
            request_id=request_id,
        )
