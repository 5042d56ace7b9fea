"""What somebody does about the cards that are in his name."""

from yika.domain.cards.actions.names.at_counter import (
    disown_at_counter,
    look_at_names,
    names_again,
)
from yika.domain.cards.actions.names.claim_names import check_names_code, send_names_code
from yika.domain.cards.actions.names.disown_card import disown_card
from yika.domain.cards.actions.names.show_names import step_up

__all__ = [
    "check_names_code",
    "disown_at_counter",
    "disown_card",
    "look_at_names",
    "names_again",
    "send_names_code",
    "step_up",
]
