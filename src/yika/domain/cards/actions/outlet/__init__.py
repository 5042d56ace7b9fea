"""What happens to single cards at an outlet: handed out, taken back, not delivered, destroyed."""

from yika.domain.cards.actions.outlet.destroy_cards import destroy_cards
from yika.domain.cards.actions.outlet.hand_out import hand_out, take_back
from yika.domain.cards.actions.outlet.keep_card import keep_card, release_card
from yika.domain.cards.actions.outlet.mark_undeliverable import find_again, mark_undeliverable

__all__ = [
    "destroy_cards",
    "find_again",
    "hand_out",
    "keep_card",
    "mark_undeliverable",
    "release_card",
    "take_back",
]
