"""Every way a card, its stock or an edition of a product can change."""

from yika.domain.cards.actions.editions import approve_edition, propose_edition
from yika.domain.cards.actions.holder import arrange_cards, choose_face, name_card
from yika.domain.cards.actions.life import (
    activate_card,
    block_card,
    check_printed_code,
    give_card_to,
    unblock_card,
)
from yika.domain.cards.actions.outlet import (
    destroy_cards,
    find_again,
    hand_out,
    mark_undeliverable,
    take_back,
)
from yika.domain.cards.actions.pins import (
    change_pin,
    check_pin,
    clear_pin,
    remind_of_pin,
    reset_pin,
    set_pin,
    unlock_pin,
)
from yika.domain.cards.actions.stock import (
    count_delivery,
    draw_sheet,
    make_batch,
    print_sheet,
    send_cards,
    settle_delivery,
)

__all__ = [
    "activate_card",
    "approve_edition",
    "arrange_cards",
    "block_card",
    "change_pin",
    "check_pin",
    "check_printed_code",
    "choose_face",
    "clear_pin",
    "count_delivery",
    "destroy_cards",
    "draw_sheet",
    "find_again",
    "give_card_to",
    "hand_out",
    "make_batch",
    "mark_undeliverable",
    "name_card",
    "print_sheet",
    "propose_edition",
    "remind_of_pin",
    "reset_pin",
    "send_cards",
    "set_pin",
    "settle_delivery",
    "take_back",
    "unblock_card",
    "unlock_pin",
]
