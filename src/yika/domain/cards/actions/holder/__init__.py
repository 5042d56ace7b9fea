"""What a holder makes of his own cards: their names, their looks and their order."""

from yika.domain.cards.actions.holder.arrange_cards import arrange_cards
from yika.domain.cards.actions.holder.choose_face import choose_face
from yika.domain.cards.actions.holder.name_card import name_card

__all__ = ["arrange_cards", "choose_face", "name_card"]
