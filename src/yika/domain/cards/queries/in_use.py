"""Cards in use, in portions: for who goes through all of a product, or of many holders."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from yika.domain.cards.models import Card, CardStep
from yika.domain.cards.queries.sold import products_sold, sold_as
from yika.domain.cards.rules.states import State
from yika.products.tables.table import Words

IN_USE = (State.ACTIVE.value, State.BLOCKED.value)
ENDED = (State.CLOSED.value, State.DESTROYED.value)


@dataclass(frozen=True, slots=True)
class CardInUse:
    """As much of a card as it takes to speak to its holder of it."""

    id: UUID
    holder: UUID | None
    name: Words
    tail: str = field(repr=False)


def cards_in_use(
    issuer: str, product: str, *, after: UUID | None = None, limit: int
) -> list[CardInUse]:
    """Cards of a product that somebody uses, in the order of their ids."""
    rows = Card.objects.filter(issuer=issuer, product=product).filter(
        state__in=IN_USE, activated_at__isnull=False
    )
    if after is not None:
        rows = rows.filter(id__gt=after)
    return list(_lines(rows.order_by("id")[:limit]))


def those_in_use(cards: Collection[UUID]) -> dict[UUID, CardInUse]:
    """Those of these cards that somebody uses."""
    rows = Card.objects.filter(id__in=cards, state__in=IN_USE, activated_at__isnull=False)
    return {line.id: line for line in _lines(rows)}


def last_cards(issuer: str, holders: Collection[UUID]) -> dict[UUID, datetime | None]:
    """When the last card of each of these holders ended at the issuer; None while one has not.

    Who never had one there is left out.
    """
    rows = Card.objects.filter(issuer=issuer, holder__in=holders)
    ended_ones = rows.filter(state__in=ENDED).values_list("id", "holder")
    whose = {card: holder for card, holder in ended_ones if holder}
    steps = CardStep.objects.filter(card__in=whose.keys(), after__in=ENDED).order_by()
    found: dict[UUID, datetime | None] = {}
    for card, ended in steps.values_list("card").annotate(last=Max("at")):
        holder = whose[card]
        found[holder] = max(ended, found.get(holder) or ended)
    going_on = rows.exclude(state__in=ENDED).values_list("holder", flat=True)
    return found | {holder: None for holder in going_on if holder}


def _lines(found: Iterable[Card]) -> Iterable[CardInUse]:
    rows = list(found)
    products = products_sold(sold_as(row) for row in rows)
    return (
        CardInUse(row.id, row.holder, products[sold_as(row)].name, row.number[-4:]) for row in rows
    )
