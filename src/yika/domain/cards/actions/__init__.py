"""Every way a card, its stock or an edition of a product can change."""

from yika.domain.cards.actions.editions import approve_edition, propose_edition
from yika.domain.cards.actions.holder import (
    arrange_cards,
    choose_face,
    forget_names,
    name_card,
    name_user,
)
from yika.domain.cards.actions.life import (
    activate_card,
    check_printed_code,
    give_card_to,
    sweep_notes,
)
from yika.domain.cards.actions.loss import check_loss_code, report_with_document, send_loss_code
from yika.domain.cards.actions.names import (
    check_names_code,
    disown_at_counter,
    disown_card,
    look_at_names,
    names_again,
    send_names_code,
    step_up,
)
from yika.domain.cards.actions.outlet import (
    destroy_cards,
    find_again,
    hand_out,
    keep_card,
    mark_undeliverable,
    release_card,
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
from yika.domain.cards.actions.stops.block_card import block_card, unblock_card
from yika.domain.cards.actions.stops.convert import make_formal
from yika.domain.cards.actions.stops.end_due_stops import end_due_stops, warn_of_ends
from yika.domain.cards.actions.stops.freeze_card import freeze_card, thaw_card
from yika.domain.cards.actions.stops.report_loss import report_loss
from yika.domain.cards.actions.stops.restrict_card import lift_restriction, restrict_card
from yika.domain.cards.actions.stops.undo_report import found_again, mistaken_report

__all__ = [
    "activate_card",
    "approve_edition",
    "arrange_cards",
    "block_card",
    "change_pin",
    "check_loss_code",
    "check_names_code",
    "check_pin",
    "check_printed_code",
    "choose_face",
    "clear_pin",
    "count_delivery",
    "destroy_cards",
    "disown_at_counter",
    "disown_card",
    "draw_sheet",
    "end_due_stops",
    "find_again",
    "forget_names",
    "found_again",
    "freeze_card",
    "give_card_to",
    "hand_out",
    "keep_card",
    "lift_restriction",
    "look_at_names",
    "make_batch",
    "make_formal",
    "mark_undeliverable",
    "mistaken_report",
    "name_card",
    "name_user",
    "names_again",
    "print_sheet",
    "propose_edition",
    "release_card",
    "remind_of_pin",
    "report_loss",
    "report_with_document",
    "reset_pin",
    "restrict_card",
    "send_cards",
    "send_loss_code",
    "send_names_code",
    "set_pin",
    "settle_delivery",
    "step_up",
    "sweep_notes",
    "take_back",
    "thaw_card",
    "unblock_card",
    "unlock_pin",
    "warn_of_ends",
]
