"""What is asked of the books is answered from the books."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.domain.ledger.asking import key, pay, pay_all
from tests.domain.ledger.conftest import ISSUER, Opener, cny
from yika.domain.ledger import actions, queries, rules
from yika.domain.ledger.queries import LimitEffect
from yika.kit.actor import Actor
from yika.kit.moments import to_micros

DAY = timedelta(days=1)


@pytest.fixture
def history(purse: int, cash: int, shop: int, now: datetime) -> int:
    """A top-up and 24 rides; another card's moves in between."""
    rides = [pay(f"ride {n}", purse, shop, n) for n in range(1, 25)]
    with transaction.atomic():
        actions.post([pay("top", cash, purse, 1000, way="cash"), *rides[:10]], now=now)
    with transaction.atomic():
        actions.post([pay("rent", shop, cash, 7), *rides[10:]], now=now)
    return purse


def test_a_statement_is_paged_back_to_the_first_move(history: int) -> None:
    seen: list[int] = []
    before: int | None = None
    pages = 0
    while True:
        lines, before = queries.statement("purse", limit=10, before=before)
        seen += [line.seq for line in lines]
        pages += 1
        if before is None:
            break
    assert (seen, pages) == (list(range(25, 0, -1)), 3)


def test_a_line_of_a_statement_says_what_happened(history: int, now: datetime) -> None:
    lines, _ = queries.statement("purse", limit=100)
    first, latest = lines[-1], lines[0]
    assert (first.amount, first.balance_after, first.way) == (cny("10.00"), cny("10.00"), "cash")
    assert (latest.amount, latest.balance_after) == (cny("-0.24"), cny("7.00"))
    assert (latest.other, latest.reason, latest.used_at) == ("shop", "test", now)
    assert (latest.booked_on, latest.request) == (date(2026, 11, 20), key("ride 24").hex())


def test_a_statement_takes_a_few_queries_however_long_the_history(history: int) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        queries.statement("purse", limit=5)
    with CaptureQueriesContext(connection) as many:
        queries.statement("purse", limit=25)
    assert len(few) == len(many) <= 5


def test_an_account_without_moves_has_an_empty_statement(purse: int) -> None:
    assert queries.statement("purse") == ([], None)
    with pytest.raises(rules.UnknownAccount):
        queries.statement("nobody")


def test_the_place_of_another_account_shows_nothing_of_it(history: int, second: int) -> None:
    _, place = queries.statement("purse", limit=3)
    assert queries.statement("second", before=place) == ([], None)


def test_an_account_without_a_floor_is_what_its_moves_add_up_to_over_closed_and_open_days(
    purse: int, cash: int, shop: int, clerk: Actor, now: datetime
) -> None:
    expected = {"cash": 0, "shop": 0}
    for n in range(1, 6):
        used_at = to_micros(now - (5 - n) * DAY)
        top, ride = pay(f"t{n}", cash, purse, 100 + n, used_at=used_at), 10 + n
        with transaction.atomic():
            actions.post([top, pay(f"r{n}", purse, shop, ride, used_at=used_at)], now=now)
            # Between two without a floor, whichever is the home.
            actions.post([pay(f"s{n}", shop, cash, 3, used_at=used_at)], now=now)
        expected["cash"] += 3 - 100 - n
        expected["shop"] += ride - 3
        if n in (2, 4):
            for day in (now + (n - 6) * DAY, now + (n - 5) * DAY):
                actions.close_day(
                    issuer=ISSUER, day=day.date(), by=clerk, now=now, request_id=str(day)
                )
        for name, minor in expected.items():
            assert queries.balance(name).minor == minor


def test_a_balance_of_closed_days_alone_is_their_last_line(
    purse: int, cash: int, clerk: Actor, now: datetime
) -> None:
    actions.post_one(pay("top", cash, purse, 500), now=now)
    tomorrow = datetime(2026, 11, 21, 4, tzinfo=UTC)
    for day in (date(2026, 11, number) for number in range(16, 22)):
        actions.close_day(issuer=ISSUER, day=day, by=clerk, now=tomorrow + DAY, request_id=str(day))
    assert queries.balance("cash") == cny("-5.00")
    actions.post_one(pay("late", cash, purse, 1), now=tomorrow + DAY)
    assert queries.balance("cash") == cny("-5.01")


def test_accounts_are_listed_by_name_for_their_issuer_alone(
    open_account: Opener, clerk: Actor, now: datetime
) -> None:
    actions.open_book(code="lake", zone="Asia/Tokyo", by=clerk, now=now, request_id="lake")
    for n in range(30):
        open_account(f"a{n:02}", issuer=ISSUER if n % 10 == 0 else "lake")
    assert queries.accounts(ISSUER) == ["a00", "a10", "a20"]
    assert queries.accounts(ISSUER, limit=1) == ["a00"]
    assert queries.accounts(ISSUER, limit=2, after="a00") == ["a10", "a20"]
    assert len(queries.accounts("lake", limit=20)) == 20
    assert queries.accounts(ISSUER, after="a20") == []


def test_other_limits_are_tried_on_the_purses_and_moves_there_were(
    purse: int, second: int, cash: int, shop: int, now: datetime
) -> None:
    with transaction.atomic():
        actions.post([pay_all("top", (cash, purse, 800), (cash, second, 300))], now=now)
        actions.post([pay("ride", second, shop, 390), pay("gift", purse, second, 50)], now=now)

    def effect(ceiling: str | None, since: datetime) -> LimitEffect:
        limit = None if ceiling is None else cny(ceiling)
        return queries.effect_of_limits(
            chart="purse:CNY", floor=cny("-0.50"), ceiling=limit, since=since
        )

    assert effect("7.00", now) == LimitEffect(
        purses=2, purses_above=1, purses_below=0, moves=5, moves_above=1, moves_below=1
    )
    assert effect(None, now).moves_above == 0
    assert effect("7.00", now + DAY).moves == 0


def test_the_books_of_an_open_day_have_no_trial_balance(book: str) -> None:
    with pytest.raises(rules.DayNotEnded):
        queries.trial_balance(book, date(2026, 11, 19))
