"""What a holder makes of his own cards: their names, their looks and their order."""

from yika.domain.cards.actions.holder.arrange_cards import arrange_cards
from yika.domain.cards.actions.holder.choose_face import choose_face
from yika.domain.cards.actions.holder.forget_names import forget_names
from yika.domain.cards.actions.holder.name_card import name_card
from yika.domain.cards.actions.holder.name_user import name_user

__all__ = ["arrange_cards", "choose_face", "forget_names", "name_card", "name_user"]
