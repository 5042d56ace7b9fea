"""The tables of cards, of their stock and of the editions they are sold under."""

from yika.domain.cards.models.batch import Batch, Delivery, NumberSeries
from yika.domain.cards.models.card import Card, CardNumber, CardStep, CardToken
from yika.domain.cards.models.edition import ProductEdition
from yika.domain.cards.models.pin import CardPin
from yika.domain.cards.models.stop import Stop, StopListEntry, StopListHead

__all__ = [
    "Batch",
    "Card",
    "CardNumber",
    "CardPin",
    "CardStep",
    "CardToken",
    "Delivery",
    "NumberSeries",
    "ProductEdition",
    "Stop",
    "StopListEntry",
    "StopListHead",
]
