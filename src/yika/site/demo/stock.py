"""Fills the shelves of the demo: batches made, delivered, counted, spoiled, handed out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from yika.domain.cards import actions as cards
from yika.domain.cards.queries import find_card
from yika.domain.cards.rules import Reason, SheetRow
from yika.domain.staff.rules import Role
from yika.site.demo.houses import House

MADE = 60  # cards in the first batch of each kind
DELIVERED = 50
LATER = 25  # in the second batch, of which the delivery is still on its way
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The cards of one kind that an issuer has on the shelf, with what is on their backs."""

    house: House
    product: str
    rows: tuple[SheetRow, ...]
    ids: tuple[str, ...]


def fill(house: House, product: str, *, now: datetime) -> Shelf:
    """Two batches: one delivered, counted and partly spoiled, one still on its way."""
    about = f"demo:{house.code}:{product}"
    batch = _make(house, product, MADE, about=about, now=now)
    delivery = cards.send_cards(
        batch=batch,
        outlet=house.outlets[0],
        count=DELIVERED,
        by=house.operator,
        now=now + HOUR,
        request_id=f"{about}:send",
    ).id
    cards.count_delivery(
        delivery=delivery,
        counted=DELIVERED,
        by=house.teller,
        now=now + 26 * HOUR,
        request_id=f"{about}:count",
    )
    rows = cards.print_sheet(
        batch=batch, by=house.operator, now=now + HOUR, request_id=f"{about}:sheet"
    )[:DELIVERED]
    found = tuple(find_card(row.number, by=house.teller).id for row in rows)
    _spoil(house, found[-2:], about, now + 30 * HOUR)
    _next_batch(house, product, about, now + timedelta(days=20))
    return Shelf(house, product, tuple(rows[:-2]), found[:-2])


def _make(house: House, product: str, count: int, *, about: str, now: datetime) -> str:
    return cards.make_batch(
        issuer=house.code,
        product=product,
        count=count,
        by=house.operator,
        now=now,
        request_id=f"{about}:make:{count}",
    ).id


def _spoil(house: House, spoilt: Sequence[str], about: str, now: datetime) -> None:
    """Two came back misprinted and were cut up."""
    cards.destroy_cards(
        cards=spoilt,
        reason=Reason.MISPRINTED.value,
        by=house.staff[Role.SUPERVISOR],
        now=now,
        request_id=f"{about}:destroy",
    )


def _next_batch(house: House, product: str, about: str, now: datetime) -> None:
    batch = _make(house, product, LATER, about=about, now=now)
    cards.send_cards(
        batch=batch,
        outlet=house.outlets[-1],
        by=house.operator,
        now=now + HOUR,
        request_id=f"{about}:send-later",
    )
