"""An issuer's books with a few accounts, for the tests of the ledger."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.domain.ledger import real_books as real
from yika.domain.ledger import actions
from yika.domain.ledger.stores import seal_key
from yika.kit.actor import Actor
from yika.kit.money import Money

ISSUER = "river-city"
DAY = timedelta(days=1)


def cny(text: str) -> Money:
    return Money.parse(f"{text} CNY")


@pytest.fixture
def book(db: None, clerk: Actor, now: datetime) -> str:
    """Opened on the Monday before."""
    actions.open_book(
        code=ISSUER, zone="Asia/Shanghai", by=clerk, now=now - 4 * DAY, request_id="book"
    )
    return ISSUER


Opener = Callable[..., int]


def opener(by: Actor, now: datetime) -> Opener:
    """Opens an account; `floor` and `ceiling` in whole minor units."""

    def opened(
        name: str,
        *,
        unit: str = "CNY",
        floor: int | None = None,
        ceiling: int | None = None,
        issuer: str = ISSUER,
        heading: str | None = None,
    ) -> int:
        return actions.open_account(
            issuer=issuer,
            heading=heading or f"{'purse' if floor is not None else 'plain'}:{unit}",
            unit=unit,
            name=name,
            floor=None if floor is None else Money(floor, unit),
            ceiling=None if ceiling is None else Money(ceiling, unit),
            by=by,
            now=now,
            request_id=f"open {name}",
        )

    return opened


@pytest.fixture
def open_account(book: str, clerk: Actor, now: datetime) -> Opener:
    return opener(clerk, now)


@pytest.fixture
def purse(open_account: Opener) -> int:
    """A card's purse, never below zero."""
    return open_account("purse", floor=0)


@pytest.fixture
def second(open_account: Opener) -> int:
    """Another purse, with an overdraft of 1.00."""
    return open_account("second", floor=-100)


@pytest.fixture
def cash(open_account: Opener) -> int:
    """What was paid in over the counter: no floor."""
    return open_account("cash")


@pytest.fixture
def shop(open_account: Opener) -> int:
    """Where cards are used: no floor."""
    return open_account("shop")


@pytest.fixture(scope="session")
def books_template(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    with (
        django_db_blocker.unblock(),
        real.template(tmp_path_factory.mktemp("template")) as template,
    ):
        yield template


@pytest.fixture
def real_books(
    db: None,
    books_template: str,
    django_db_blocker: DjangoDbBlocker,
    tmp_path: Path,
    clerk: Actor,
    now: datetime,
) -> Iterator[real.RealBooks]:
    """An issuer's books in a database that other threads and processes reach too."""
    with django_db_blocker.unblock(), real.copied(books_template, tmp_path) as url:
        actions.open_book(
            code=ISSUER, zone="Asia/Shanghai", by=clerk, now=now - 4 * DAY, request_id="book"
        )
        yield real.RealBooks(url, seal_key())
