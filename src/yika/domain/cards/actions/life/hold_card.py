"""Locks a card while it is changed."""

from datetime import datetime

from yika.domain.cards import rules
from yika.domain.cards.actions.stops.end_due import end_due
from yika.domain.cards.models import Card
from yika.domain.cards.queries import scope
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, check_may


def hold_card(
    card: str, *, by: Actor, right: Right | None = None, now: datetime | None = None
) -> Card:
    """The card, held until the transaction ends. UnknownCard for whoever may not touch it.

    With a right, staff, machines and programs need it at the card's issuer. With the time, stops
    that should have ended by now end first, so that nobody is refused because of them.
    """
    key = scope.key_of("card", card)
    row = Card.objects.select_for_update().filter(pk=key).first()
    if row is None or not scope.may_touch(row, by):
        raise rules.UnknownCard
    if right is not None:
        check_may(by, right, row.issuer)
    if now is not None:
        end_due(row, now=now)
    return row
