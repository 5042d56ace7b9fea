"""Checks the PIN of a card."""

from datetime import datetime

from yika.domain.cards.actions.pins.try_pin import try_pin
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import card_row
from yika.kit.actor import Actor


def check_pin(
    *, card: str, pin: str, device: str = "", by: Actor, now: datetime, request_id: str
) -> None:
    """Refuse a wrong PIN, and any PIN while it is locked.

    Tries are counted for the card and for the device, and the counts outlive the refusal: never
    call this inside a transaction of your own.
    """
    row = card_row(card)
    scope.check_serves(row, by)
    try_pin(row, pin, device=device, by=by, now=now, request_id=request_id)
