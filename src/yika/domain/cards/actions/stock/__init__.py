"""Every way card stock grows and travels: made, printed, sent, counted, settled, taken over."""

from yika.domain.cards.actions.stock.count_delivery import count_delivery
from yika.domain.cards.actions.stock.draw_sheet import draw_sheet
from yika.domain.cards.actions.stock.make_batch import make_batch
from yika.domain.cards.actions.stock.print_sheet import print_sheet
from yika.domain.cards.actions.stock.send_cards import send_cards
from yika.domain.cards.actions.stock.settle_delivery import settle_delivery

__all__ = [
    "count_delivery",
    "draw_sheet",
    "make_batch",
    "print_sheet",
    "send_cards",
    "settle_delivery",
]
