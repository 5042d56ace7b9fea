"""The life of one card: it is given, proven to be in somebody's hands, activated."""

from yika.domain.cards.actions.life.activate_card import activate_card
from yika.domain.cards.actions.life.check_printed_code import check_printed_code
from yika.domain.cards.actions.life.give_card_to import give_card_to
from yika.domain.cards.actions.life.sweep_notes import sweep_notes

__all__ = ["activate_card", "check_printed_code", "give_card_to", "sweep_notes"]
