"""Locks a card for who may report it lost, freeze it, or undo that."""

from datetime import datetime

from yika.domain.cards import rules
from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.models import Card, Stop
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.stopped.rows import open_stops
from yika.domain.cards.queries.stopped.stops import stop_row
from yika.domain.cards.rules.stops import StopView
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, check_may


def hold_to_stop(card: str, *, by: Actor, now: datetime) -> Card:
    """The card, held, for its holder, or for staff and programs that report losses for holders."""
    row = hold_card(card, by=by, now=now)
    if scope.is_holder(by):
        if not scope.is_own(row, by):
            raise rules.UnknownCard
    else:
        check_may(by, Right.CARDS_REPORT_LOSS, row.issuer)
    return row


def hold_stop(stop: str, *, by: Actor, now: datetime) -> tuple[Card, Stop]:
    """A stop together with its card, which is held."""
    card = hold_to_stop(stop_row(stop).card.public_id, by=by, now=now)
    return card, stop_row(stop)


def stops_of(card: Card, by: Actor) -> tuple[StopView, ...]:
    """What stops a card that is held."""
    return open_stops([card], by).get(card.id, ())
