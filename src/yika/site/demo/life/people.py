"""The people of a house who have something to come for."""

from yika.domain.cards import queries as cards
from yika.domain.cards.rules import State
from yika.kit.actor import Actor, ActorKind, Channel
from yika.site.demo.houses import House

LOOKED_AT = 60  # cards, among which to find some people


def people_of(house: House) -> list[Actor]:
    """Different people, each with a card of the house in use."""
    found = cards.cards(house.teller, limit=LOOKED_AT, state=State.ACTIVE)
    holders = dict.fromkeys(card.holder for card in found if card.holder)
    return [Actor(ActorKind.HOLDER, holder, Channel.WEB) for holder in holders]
