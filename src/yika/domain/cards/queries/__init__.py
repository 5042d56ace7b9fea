"""Questions others may ask about cards, their stock and the editions of products."""

from yika.domain.cards.queries.cards import (
    Sold,
    card,
    cards,
    cards_of,
    check_activation,
    find_card,
    product_of,
    product_sold,
)
from yika.domain.cards.queries.editions import (
    PurseEffect,
    as_value,
    as_values,
    edition,
    edition_in_force,
    editions,
    effects,
    find_edition_in_force,
    today,
)
from yika.domain.cards.queries.history import history
from yika.domain.cards.queries.pins import pin_of
from yika.domain.cards.queries.stock import (
    batch,
    batches,
    card_counts,
    deliveries,
    delivery,
    stock,
    taken_numbers,
)

__all__ = [
    "PurseEffect",
    "Sold",
    "as_value",
    "as_values",
    "batch",
    "batches",
    "card",
    "card_counts",
    "cards",
    "cards_of",
    "check_activation",
    "deliveries",
    "delivery",
    "edition",
    "edition_in_force",
    "editions",
    "effects",
    "find_card",
    "find_edition_in_force",
    "history",
    "pin_of",
    "product_of",
    "product_sold",
    "stock",
    "taken_numbers",
    "today",
]
