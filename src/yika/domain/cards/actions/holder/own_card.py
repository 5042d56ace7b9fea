"""Locks a card for its holder."""

from yika.domain.cards import rules
from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.models import Card
from yika.domain.cards.queries import scope
from yika.kit.actor import Actor


def own_card(card: str, *, by: Actor) -> Card:
    """The card, held until the transaction ends, for nobody but its holder."""
    row = hold_card(card, by=by)
    if not scope.is_own(row, by):
        raise rules.UnknownCard
    return row
