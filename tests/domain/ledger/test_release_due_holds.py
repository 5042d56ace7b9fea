"""What was held aside for too long is given back, exactly once, also after we were down."""

from datetime import datetime, timedelta

from django.db import transaction

from tests.domain.ledger.asking import hold, key, pay
from tests.domain.ledger.conftest import cny
from yika.domain.ledger import actions, queries, verify
from yika.domain.ledger.actions import release_due_holds as release
from yika.domain.ledger.models import Hold

HOUR = timedelta(hours=1)


def fill(now: datetime, cash: int, purse: int, *, holds: int, until: datetime) -> None:
    items = [hold(f"h{n}", purse, 1, until) for n in range(holds)]
    with transaction.atomic():
        outcomes = actions.post([pay("top", cash, purse, 1000), *items], now=now)
    assert all(outcome.ok for outcome in outcomes)


def test_a_hold_is_released_when_its_time_is_over_and_not_before(
    purse: int, cash: int, now: datetime
) -> None:
    fill(now, cash, purse, holds=1, until=now + HOUR)
    assert release(now=now + HOUR - timedelta(microseconds=1)) == 0
    assert release(now=now + HOUR) == 1
    assert release(now=now + HOUR) == 0
    assert queries.account("purse").held == cny("0.00")
    ended = Hold.objects.get()
    assert (ended.ended_at, ended.ended_as) == (now + HOUR, "expired")
    assert list(verify.faults()) == []


def test_everything_due_is_released_after_we_were_down_for_days(
    purse: int, cash: int, now: datetime
) -> None:
    fill(now, cash, purse, holds=600, until=now + HOUR)
    late = now + timedelta(days=9)
    assert [release(now=late) for _ in range(3)] == [500, 100, 0]
    assert queries.account("purse").held == cny("0.00")
    assert list(verify.faults()) == []


def test_a_hold_that_was_captured_is_not_given_back_again(
    purse: int, cash: int, shop: int, now: datetime
) -> None:
    fill(now, cash, purse, holds=2, until=now + HOUR)
    actions.post_one(pay("ride", purse, shop, 1, hold=key("h0")), now=now)
    assert release(now=now + HOUR) == 1
    assert queries.account("purse").balance == cny("9.99")
    assert {h.ended_as for h in Hold.objects.all()} == {"captured", "expired"}


def test_holds_of_one_request_at_two_purses_end_apart(
    purse: int, second: int, now: datetime, cash: int
) -> None:
    actions.post_one(pay("top", cash, purse, 100), now=now)
    for account, until in ((purse, now + HOUR), (second, now + 2 * HOUR)):
        actions.post_one(hold("same", account, 50, until), now=now)
    assert release(now=now + HOUR) == 1
    assert [queries.account(name).held for name in ("purse", "second")] == [
        cny("0.00"),
        cny("0.50"),
    ]
    assert release(now=now + 2 * HOUR) == 1
