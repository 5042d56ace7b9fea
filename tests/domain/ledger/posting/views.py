"""Books in memory, for tests of what is decided without a database."""

from datetime import UTC, datetime
from typing import Any

from yika.domain.ledger.posting.decide import decide
from yika.domain.ledger.posting.items import AnyItem, Outcome
from yika.domain.ledger.posting.view import Account, Book, Changes, Heading, View

NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
CNY, POINTS, OTHER = Heading(1, 1, "CNY"), Heading(2, 1, "points"), Heading(3, 2, "CNY")

# The accounts of `books`: two purses, two accounts without a floor.
PURSE, SECOND, CASH, SHOP = 10, 11, 12, 13


def account(id_: int, heading: Heading = CNY, **more: Any) -> Account:
    fields = {"floor": None, "ceiling": None, "balance": 0, "held": 0, "seq": 0}
    fields |= {"last_move": None, "state": "open"} | more
    return Account(id=id_, heading=heading, **fields)


def books(*more: Account, zone: str = "Asia/Shanghai", closed: int = -1) -> View:
    """A purse with 5.00 and one with 1.00, cash and a shop; batch 7 is the next."""
    accounts = [
        account(PURSE, floor=0, ceiling=1000, balance=500, seq=3, last_move=99),
        account(SECOND, floor=-100, balance=100, seq=1, last_move=98),
        account(CASH),
        account(SHOP),
        *more,
    ]
    return View(
        accounts={each.id: each for each in accounts},
        books={1: Book(1, zone, closed), 2: Book(2, zone, -1)},
        batch=7,
        last_posted_at=None,
    )


def decided(*items: AnyItem, view: View, now: datetime = NOW) -> tuple[list[Outcome], Changes]:
    return decide(items, view, now=now)
