"""Whatever is wrong with what is asked, or with the machine: a clear error, and nothing changed."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from tests.domain.ledger.asking import hold, key, pay, pay_all, release, spend, take_back
from tests.domain.ledger.conftest import Opener, opener
from tests.domain.ledger.real_books import RealBooks
from yika.domain.ledger import actions, rules, verify
from yika.domain.ledger.models import Account, Answer, Batch, Book, Move
from yika.domain.ledger.posting.items import AnyItem, Leg, Post
from yika.domain.ledger.posting.writer import SqliteWriter
from yika.kit.actor import Actor
from yika.kit.errors import Refusal, Unavailable
from yika.kit.moments import to_micros

P, S, POINTS, CASH, SHOP = "purse", "second", "points", "cash", "shop"
NOBODY, HUGE = "nobody", "huge"
FUTURE = datetime(2026, 11, 20, 4, 11, tzinfo=UTC)

BAD: list[tuple[str, Callable[[dict[str, int]], AnyItem], type[Refusal]]] = [
    ("negative", lambda a: pay("x", a[P], a[SHOP], -1), rules.AmountNegative),
    ("zero", lambda a: pay("x", a[P], a[SHOP], 0), rules.AmountZero),
    ("64 bits", lambda a: pay("x", a[P], a[SHOP], 2**63), rules.AmountTooLarge),
    ("200 bits", lambda a: pay("x", a[P], a[SHOP], 2**200), rules.AmountTooLarge),
    ("least", lambda a: pay("x", a[P], a[SHOP], -(2**63)), rules.AmountNegative),
    ("most of a purse", lambda a: pay("x", a[P], a[SHOP], 2**63 - 1), rules.NotEnough),
    ("most into a purse", lambda a: pay("x", a[CASH], a[P], 2**63 - 1), rules.BalanceTooLarge),
    (
        "twice the most",
        lambda a: pay_all("x", (a[CASH], a[SHOP], 2**63 - 1), (a[CASH], a[SHOP], 2**63 - 1)),
        rules.BalanceTooLarge,
    ),
    ("spend zero", lambda a: spend("x", (a[P],), a[SHOP], 0), rules.AmountZero),
    ("hold less", lambda a: hold("x", a[P], -5, FUTURE), rules.AmountNegative),
    ("nobody pays", lambda a: pay("x", a[NOBODY], a[SHOP], 1), rules.UnknownAccount),
    ("nobody gets", lambda a: pay("x", a[P], a[NOBODY], 1), rules.UnknownAccount),
    ("account zero", lambda a: pay("x", a[P], 0, 1), rules.UnknownAccount),
    ("account minus", lambda a: pay("x", a[P], -7, 1), rules.UnknownAccount),
    ("account of 90 bits", lambda a: pay("x", a[P], a[HUGE], 1), rules.UnknownAccount),
    ("nobody's hold", lambda a: hold("x", a[NOBODY], 1, FUTURE), rules.UnknownAccount),
    ("nobody's posting", lambda a: take_back("x", a[NOBODY], "o"), rules.NothingToReverse),
    ("hold of 90 bits", lambda a: hold("x", a[HUGE], 1, FUTURE), rules.UnknownAccount),
    ("posting of 90 bits", lambda a: take_back("x", a[HUGE], "o"), rules.NothingToReverse),
    ("release of 90 bits", lambda a: release("x", a[HUGE], "h"), rules.UnknownAccount),
    ("two units", lambda a: pay("x", a[P], a[POINTS], 1), rules.WrongUnit),
    ("other unit", lambda a: pay("x", a[P], a[SHOP], 1, unit="points"), rules.WrongUnit),
    ("no unit", lambda a: pay("x", a[P], a[SHOP], 1, unit=""), rules.WrongUnit),
    ("mixed purses", lambda a: spend("x", (a[P], a[POINTS]), a[SHOP], 1), rules.WrongUnit),
    ("id used", lambda a: pay("top", a[CASH], a[P], 501), rules.RequestReused),
    ("id used elsewhere", lambda a: pay("top", a[P], a[SHOP], 500), rules.RequestReused),
    ("to itself", lambda a: pay("x", a[P], a[P], 1), rules.SameAccount),
    (
        "closed day",
        lambda a: pay("x", a[CASH], a[P], 1, booked_on=date(2026, 11, 15)),
        rules.DayClosed,
    ),
    (
        "tomorrow",
        lambda a: pay("x", a[CASH], a[P], 1, booked_on=date(2026, 11, 21)),
        rules.DayNotBegun,
    ),
    (
        "clock ahead",
        lambda a: pay("x", a[CASH], a[P], 1, used_at=to_micros(FUTURE)),
        rules.TimeInFuture,
    ),
    ("before 1970", lambda a: pay("x", a[CASH], a[P], 1, used_at=-1), rules.TimeOutOfRange),
    ("time of 90 bits", lambda a: pay("x", a[CASH], a[P], 1, used_at=2**90), rules.TimeInFuture),
    ("no such hold", lambda a: pay("x", a[P], a[SHOP], 1, hold=key("h")), rules.UnknownHold),
]


@pytest.fixture
def accounts(open_account: Opener, now: datetime) -> dict[str, int]:
    """A purse with 5.00 in books closed through the fifteenth."""
    ids = {name: open_account(name, floor=0) for name in (P, S)}
    ids[POINTS] = open_account(POINTS, unit="points", floor=0)
    ids |= {name: open_account(name) for name in (CASH, SHOP)} | {NOBODY: 2**40, HUGE: 2**90}
    actions.post_one(pay("top", ids[CASH], ids[P], 500), now=now)
    Book.objects.update(closed_through=date(2026, 11, 15))
    return ids


def figures() -> list[Any]:
    """All that money is made of."""
    columns = ("id", "balance", "held", "seq", "last_move", "state")
    return [*Account.objects.order_by("id").values_list(*columns), *Move.objects.values_list("id")]


@pytest.mark.parametrize(("item", "refusal"), [bad[1:] for bad in BAD], ids=[bad[0] for bad in BAD])
def test_each_bad_input_is_refused_for_its_reason_and_changes_nothing(
    accounts: dict[str, int],
    now: datetime,
    item: Callable[[dict[str, int]], AnyItem],
    refusal: type[Refusal],
) -> None:
    before = figures()
    for _ in range(2):
        with pytest.raises(refusal) as refused:
            actions.post_one(item(accounts), now=now)
        assert str(refused.value)
    assert figures() == before
    assert list(verify.faults()) == []


@pytest.mark.parametrize(
    "item",
    [
        Post(request=b"too short", unit="CNY", legs=(Leg(1, 2, 3),), reason="test"),
        Post(request=bytes(16), unit="CNY", legs=(), reason="test"),
        Post(request=bytes(16), unit="CNY", legs=(Leg(1, 2, 3),), reason="test" * 9),
    ],
)
def test_a_malformed_item_stops_its_batch_before_anything_is_touched(
    accounts: dict[str, int], now: datetime, item: AnyItem
) -> None:
    before = figures()
    good = pay("good", accounts[CASH], accounts[P], 1)
    with pytest.raises(ValueError, match=r"request id|legs|characters"):
        actions.post([good, item], now=now)
    assert figures() == before
    assert Batch.objects.count() == 1


def test_a_clock_that_goes_back_stops_the_whole_batch(
    accounts: dict[str, int], now: datetime
) -> None:
    before = figures()
    with pytest.raises(rules.ClockWentBack, match="Set the clock right"):
        actions.post_one(pay("x", accounts[CASH], accounts[P], 1), now=now - timedelta(hours=1))
    assert figures() == before
    assert Answer.objects.count() == 0


@pytest.fixture
def sqlite_file(real_books: RealBooks, clerk: Actor, now: datetime) -> RealBooks:
    """Books in a file, with the accounts 1 (a purse) and 2 (cash)."""
    if not real_books.on_sqlite:
        pytest.skip("about SQLite's file")
    opened = opener(clerk, now)
    assert (opened("purse", floor=0), opened("cash")) == (1, 2)
    return real_books


def top_up(number: int) -> Post:
    return pay(f"top {number}", 2, 1, 1, reason="r" * 32)


def batch_behind(acknowledged: Sequence[Post]) -> list[Post]:
    return [top_up(len(acknowledged) + n) for n in range(50)]


def fill(writer: SqliteWriter, acknowledged: list[Post], now: datetime) -> None:
    """Post until that is no longer possible."""
    while True:
        batch = batch_behind(acknowledged)
        writer.post(batch, now=now)
        acknowledged += batch


def test_a_full_disk_is_said_and_leaves_no_half_batch(
    sqlite_file: RealBooks, now: datetime
) -> None:
    writer = SqliteWriter(sqlite_file.path, seal=sqlite_file.seal)
    disk = writer._connection
    (pages,) = disk.execute("PRAGMA page_count").fetchone()
    disk.execute(f"PRAGMA max_page_count={pages + 3}")
    acknowledged: list[Post] = []
    with pytest.raises(Unavailable, match="full"):
        fill(writer, acknowledged, now)
    assert Move.objects.count() == Account.objects.get(id=1).balance == len(acknowledged)
    assert list(verify.faults()) == []

    disk.execute("PRAGMA max_page_count=1000000")
    refused = batch_behind(acknowledged)
    assert not any(outcome.repeated for outcome in writer.post(refused, now=now))
    writer.close()
    assert Move.objects.count() == len(acknowledged) + len(refused)


def test_a_locked_file_is_said_after_the_wait_and_nothing_is_written(
    sqlite_file: RealBooks, now: datetime
) -> None:
    writer = SqliteWriter(sqlite_file.path, seal=sqlite_file.seal, wait=0.1)
    other = sqlite3.connect(sqlite_file.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="locked"):
        writer.post([top_up(1)], now=now)
    assert not Move.objects.exists()
    other.execute("ROLLBACK")
    other.close()
    (outcome,) = writer.post([top_up(1)], now=now)
    writer.close()
    assert (outcome.ok, outcome.repeated) == (True, False)


def test_a_batch_that_fails_in_the_middle_is_undone_and_the_writer_goes_on(
    sqlite_file: RealBooks, now: datetime
) -> None:
    """The table of moves refuses a row that is there already, whoever put it."""
    writer = SqliteWriter(sqlite_file.path, seal=sqlite_file.seal)
    writer.post([top_up(1)], now=now)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_move SET id = (2 << 14), request = x'00'")
    with pytest.raises(sqlite3.IntegrityError):
        writer.post([top_up(2)], now=now)
    assert (Batch.objects.count(), Account.objects.get(id=1).seq) == (1, 1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_move SET id = (1 << 14)")
    assert writer.post([top_up(2)], now=now)[0].ok
    writer.close()
