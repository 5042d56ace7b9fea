"""What a card loses and gets when it comes back into stock."""

from typing import Any

from yika.domain.cards.models import Card
from yika.kit import ids
from yika.kit.actor import Actor


def back_in_stock(card: Card, by: Actor) -> dict[str, Any]:
    """It lies where it was taken in, and nothing of its last holder stays with it."""
    outlet = ids.read("out", by.outlet) if by.outlet else card.outlet
    return {"outlet": outlet, "holder": None, "label": None, "face": "", "place": 0}
