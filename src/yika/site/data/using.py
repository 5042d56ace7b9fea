"""Who has something of an issuer over all nouns, and when the last of it ended."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from yika.domain.applications import queries as applications
from yika.domain.cards.queries import last_cards
from yika.domain.enquiries import queries as enquiries
from yika.domain.errands import queries as errands
from yika.domain.organizations import queries as organizations
from yika.domain.visits import queries as visits

Busy = Callable[[str, Collection[UUID]], frozenset[UUID]]

UNDER_WAY: Final[tuple[Busy, ...]] = (
    applications.busy_holders,
    enquiries.busy_holders,
    errands.busy_holders,
    organizations.busy_people,
    visits.busy_holders,
)
"""Of each noun, whose of these holders have something that is not over."""


def last_uses(issuer: str, holders: Collection[UUID]) -> Mapping[UUID, datetime | None]:
    """When the last card of each ended; None while a card or anything else of him goes on.

    Who never had a card there and waits for nothing is left out. Money hangs on a card alone, and
    no card is closed with some of it.
    """
    found = last_cards(issuer, holders)
    for busy in UNDER_WAY:
        found |= dict.fromkeys(busy(issuer, holders), None)
    return found
