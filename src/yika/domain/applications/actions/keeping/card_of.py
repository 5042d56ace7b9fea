"""The card of an application, and with what rights whoever serves it touches that card."""

from dataclasses import replace

from yika.domain.applications.models import Application
from yika.domain.cards.queries import card
from yika.domain.cards.rules import CardView
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import WORKER, Actor

OF_THE_CARD = frozenset({Right.CARDS_VIEW, Right.CARDS_HAND_OUT, Right.CARDS_STOCK})


def serving(by: Actor) -> Actor:
    """The same person with what serving an application takes of a card: to give out this one.

    So who prepares what is sent needs no right to hand out cards to whoever stands before him.
    """
    return replace(by, rights=by.rights | OF_THE_CARD)


def card_of(row: Application) -> CardView:
    """The card that was put aside."""
    assert row.card is not None  # a step before this one took care of it
    return card(ids.show("card", row.card), WORKER)
