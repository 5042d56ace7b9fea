"""Every way the PIN of a card is set, checked, changed, unlocked and grows old."""

from yika.domain.cards.actions.pins.change_pin import change_pin
from yika.domain.cards.actions.pins.check_pin import check_pin
from yika.domain.cards.actions.pins.clear_pin import clear_pin
from yika.domain.cards.actions.pins.remind_of_pin import remind_of_pin
from yika.domain.cards.actions.pins.reset_pin import reset_pin
from yika.domain.cards.actions.pins.set_pin import set_pin
from yika.domain.cards.actions.pins.unlock_pin import unlock_pin

__all__ = [
    "change_pin",
    "check_pin",
    "clear_pin",
    "remind_of_pin",
    "reset_pin",
    "set_pin",
    "unlock_pin",
]
