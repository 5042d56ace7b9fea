"""An issuer's books with a few accounts, for the tests of the ledger."""

from collections.abc import Callable
from datetime import datetime

import pytest

from yika.domain.ledger import actions
from yika.kit import ids
from yika.kit.actor import Actor
from yika.kit.money import Money

ISSUER = "river-city"


def cny(text: str) -> Money:
    return Money.parse(f"{text} CNY")


def request(text: str) -> bytes:
    return ids.request_key(text).bytes


@pytest.fixture
def book(db: None, clerk: Actor, now: datetime) -> str:
    actions.open_book(code=ISSUER, zone="Asia/Shanghai", by=clerk, now=now, request_id="book")
    return ISSUER


Opener = Callable[..., int]


@pytest.fixture
def open_account(book: str, clerk: Actor, now: datetime) -> Opener:
    """Open an account; `floor` and `ceiling` in whole minor units."""

    def opened(
        name: str,
        *,
        unit: str = "CNY",
        floor: int | None = None,
        ceiling: int | None = None,
        issuer: str = book,
        heading: str | None = None,
    ) -> int:
        return actions.open_account(
            issuer=issuer,
            heading=heading or f"{'purse' if floor is not None else 'plain'}:{unit}",
            unit=unit,
            name=name,
            floor=None if floor is None else Money(floor, unit),
            ceiling=None if ceiling is None else Money(ceiling, unit),
            by=clerk,
            now=now,
            request_id=f"open {name}",
        )

    return opened
