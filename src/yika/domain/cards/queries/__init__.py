"""Questions others may ask about cards, their stock and the editions of products."""

from yika.domain.cards.queries.cards import (
    card,
    cards,
    cards_of,
    check_activation,
    find_card,
    named_enough,
    product_of,
)
from yika.domain.cards.queries.editions import (
    PurseEffect,
    as_value,
    as_values,
    edition,
    edition_in_force,
    editions,
    editions_on_offer,
    effects,
    find_edition_in_force,
    today,
)
from yika.domain.cards.queries.history import history
from yika.domain.cards.queries.in_use import CardInUse, cards_in_use, last_cards, those_in_use
from yika.domain.cards.queries.pins import pin_of
from yika.domain.cards.queries.sold import Sold, forget_products, product_sold, products_sold
from yika.domain.cards.queries.stock import (
    batch,
    batches,
    card_counts,
    deliveries,
    delivery,
    delivery_counts,
    free_cards,
    stock,
    taken_numbers,
)
from yika.domain.cards.queries.stopped.stop_list import stop_list
from yika.domain.cards.queries.stopped.stops import loss_offer, loss_reports, stop, stops
from yika.domain.cards.queries.whose.named import in_my_name

__all__ = [
    "CardInUse",
    "PurseEffect",
    "Sold",
    "as_value",
    "as_values",
    "batch",
    "batches",
    "card",
    "card_counts",
    "cards",
    "cards_in_use",
    "cards_of",
    "check_activation",
    "deliveries",
    "delivery",
    "delivery_counts",
    "edition",
    "edition_in_force",
    "editions",
    "editions_on_offer",
    "effects",
    "find_card",
    "find_edition_in_force",
    "forget_products",
    "free_cards",
    "history",
    "in_my_name",
    "last_cards",
    "loss_offer",
    "loss_reports",
    "named_enough",
    "pin_of",
    "product_of",
    "product_sold",
    "products_sold",
    "stock",
    "stop",
    "stop_list",
    "stops",
    "taken_numbers",
    "those_in_use",
    "today",
]
