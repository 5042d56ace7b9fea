"""Days are closed one after the other, from moves that no longer change."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from tests.domain.ledger.asking import pay, pay_all
from tests.domain.ledger.conftest import ISSUER, Opener
from yika.domain.journal.models import Entry
from yika.domain.ledger import actions, queries, rules, verify
from yika.domain.ledger.models import ClosedDay, DayTotal, Move
from yika.domain.ledger.posting.items import AnyItem
from yika.kit.actor import Actor
from yika.kit.moments import to_micros

MONDAY = date(2026, 11, 16)
DAY = timedelta(days=1)


def noon(day: date) -> int:
    """Midday in China, as the message of a use says it."""
    return to_micros(datetime(day.year, day.month, day.day, 4, tzinfo=UTC))


def post(now: datetime, *items: AnyItem) -> None:
    with transaction.atomic():
        outcomes = actions.post(items, now=now)
    assert [outcome.code for outcome in outcomes] == [""] * len(items)


def close(by: Actor, now: datetime, day: date, issuer: str = ISSUER) -> ClosedDay:
    return actions.close_day(issuer=issuer, day=day, by=by, now=now, request_id=f"close {day}")


def lines(day: date, issuer: str = ISSUER) -> dict[str, tuple[int, int, int, int]]:
    """The trial balance, by account or heading."""
    return {
        line.account or line.heading: (line.opening, line.came_in, line.went_out, line.closing)
        for line in queries.trial_balance(issuer, day)
    }


def test_a_closed_day_has_a_line_for_each_account_without_a_floor_and_each_heading(
    purse: int, second: int, cash: int, shop: int, clerk: Actor, now: datetime
) -> None:
    monday = noon(MONDAY)
    post(
        now,
        pay("top", cash, purse, 500, used_at=monday),
        pay("gift", purse, second, 200, used_at=monday),
        pay("ride", second, shop, 50, used_at=monday),
        pay("rent", shop, cash, 20, used_at=monday),
    )
    closed = close(clerk, now, MONDAY)
    assert closed.moves == 5
    assert lines(MONDAY) == {
        "purse:CNY": (0, 700, 250, 450),
        "cash": (0, 20, 500, -480),
        "shop": (0, 50, 20, 30),
    }
    assert list(verify.faults()) == []


def test_every_trial_balance_adds_up_to_zero_in_each_unit_and_issuer(
    open_account: Opener, cash: int, purse: int, clerk: Actor, now: datetime
) -> None:
    actions.open_book(
        code="lake", zone="Asia/Tokyo", by=clerk, now=now - 4 * DAY, request_id="lake"
    )
    points = open_account("points", unit="points", floor=0)
    mint = open_account("mint", unit="points")
    there, fund = open_account("there", issuer="lake", floor=0), open_account("fund", issuer="lake")
    used_at = noon(MONDAY)
    post(
        now,
        pay("a", cash, purse, 500, used_at=used_at),
        pay("b", mint, points, 70, unit="points", used_at=used_at),
        pay("c", fund, there, 9, used_at=used_at),
    )
    close(clerk, now, MONDAY)
    close(clerk, now, MONDAY, "lake")
    assert lines(MONDAY, "lake") == {"purse:CNY": (0, 9, 0, 9), "fund": (0, 0, 9, -9)}
    for issuer in (ISSUER, "lake"):
        left: dict[str, int] = {}
        for line in queries.trial_balance(issuer, MONDAY):
            left[line.unit] = left.get(line.unit, 0) + line.closing
        assert set(left.values()) == {0}
    assert list(verify.faults()) == []


def test_a_late_use_is_booked_on_the_first_open_day_and_keeps_its_time(
    purse: int, cash: int, clerk: Actor, now: datetime
) -> None:
    post(now, pay("top", cash, purse, 500, used_at=noon(MONDAY)))
    close(clerk, now, MONDAY)
    post(now, pay("late", cash, purse, 1, used_at=noon(MONDAY)))
    late = Move.objects.get(amount=1)
    assert (late.booked_on, to_micros(late.used_at)) == (MONDAY + DAY, noon(MONDAY))
    close(clerk, now, MONDAY + DAY)
    assert lines(MONDAY + DAY)["cash"] == (-500, 0, 1, -501)


def test_days_are_closed_one_after_the_other(
    purse: int, cash: int, clerk: Actor, now: datetime
) -> None:
    post(now, pay("top", cash, purse, 500, used_at=noon(MONDAY)))
    with pytest.raises(rules.EarlierDayOpen) as refused:
        close(clerk, now, MONDAY + DAY)
    assert refused.value.facts == {"earlier": MONDAY}
    close(clerk, now, MONDAY)
    with pytest.raises(rules.EarlierDayOpen):
        close(clerk, now, MONDAY + 2 * DAY)
    assert queries.last_closed_day(queries.book(ISSUER)) == MONDAY


def test_a_day_closed_again_is_the_same_closed_day(
    purse: int, cash: int, clerk: Actor, now: datetime
) -> None:
    post(now, pay("top", cash, purse, 500, used_at=noon(MONDAY)))
    first = close(clerk, now, MONDAY)
    again = close(clerk, now + DAY, MONDAY)
    assert (again.pk, again.closed_at) == (first.pk, first.closed_at)
    assert DayTotal.objects.count() == 2
    events = Entry.objects.filter(event__startswith="ledger.day_").values_list("event", flat=True)
    assert sorted(events) == ["ledger.day_closed", "ledger.day_ended"]


def test_a_closing_killed_between_its_steps_goes_on_with_the_second(
    purse: int, cash: int, clerk: Actor, now: datetime
) -> None:
    post(now, pay("top", cash, purse, 500, used_at=noon(MONDAY)))
    actions.end_day(issuer=ISSUER, day=MONDAY, by=clerk, now=now, request_id="end")
    with pytest.raises(rules.DayNotEnded):
        queries.trial_balance(ISSUER, MONDAY)
    post(now, pay("late", cash, purse, 1, used_at=noon(MONDAY)))
    close(clerk, now, MONDAY)
    assert lines(MONDAY)["cash"] == (0, 0, 500, -500)
    assert Entry.objects.filter(event="ledger.day_ended").count() == 1


def test_a_day_before_the_first_use_is_closed_empty_also_when_the_use_comes_in_between(
    purse: int, cash: int, clerk: Actor, now: datetime
) -> None:
    actions.end_day(issuer=ISSUER, day=MONDAY, by=clerk, now=now, request_id="end")
    post(now, pay("late", cash, purse, 1, used_at=noon(MONDAY)))
    assert close(clerk, now, MONDAY).moves == 0
    assert close(clerk, now, MONDAY + DAY).moves == 1
    assert list(verify.faults()) == []


def test_totals_wait_until_the_day_has_been_ended(purse: int, clerk: Actor, now: datetime) -> None:
    with pytest.raises(rules.DayNotEnded):
        actions.total_day(issuer=ISSUER, day=MONDAY, by=clerk, now=now, request_id="total")


def test_today_is_not_over_where_the_issuer_is(purse: int, clerk: Actor, now: datetime) -> None:
    today = date(2026, 11, 20)
    for day in (MONDAY, MONDAY + DAY, MONDAY + 2 * DAY, MONDAY + 3 * DAY):
        close(clerk, now, day)
    with pytest.raises(rules.DayNotOver, match="after midnight in Asia/Shanghai"):
        close(clerk, now, today)
    midnight = datetime(2026, 11, 20, 16, tzinfo=UTC)
    close(clerk, midnight, today)


def test_an_empty_day_closes_with_no_lines_and_carries_what_stood(
    purse: int, cash: int, clerk: Actor, now: datetime
) -> None:
    post(now, pay("top", cash, purse, 500, used_at=noon(MONDAY)))
    for day in (MONDAY, MONDAY + DAY, MONDAY + 2 * DAY):
        close(clerk, now, day)
    assert DayTotal.objects.filter(day=MONDAY + DAY).count() == 0
    assert lines(MONDAY + 2 * DAY) == {
        "purse:CNY": (500, 0, 0, 500),
        "cash": (-500, 0, 0, -500),
    }
    post(now, pay("ride", purse, cash, 100, used_at=noon(MONDAY + 3 * DAY)))
    close(clerk, now, MONDAY + 3 * DAY)
    assert lines(MONDAY + 3 * DAY)["cash"] == (-500, 100, 0, -400)
    assert list(verify.faults()) == []


def test_one_batch_over_several_days_is_summed_under_each(
    purse: int, cash: int, clerk: Actor, now: datetime
) -> None:
    days = [MONDAY, MONDAY + DAY, MONDAY + 3 * DAY]
    post(
        now, *[pay(str(day), cash, purse, 10 + n, used_at=noon(day)) for n, day in enumerate(days)]
    )
    told = [close(clerk, now, MONDAY + n * DAY).moves for n in range(4)]
    assert told == [1, 1, 0, 1]
    assert [lines(day)["cash"][2] for day in days] == [10, 11, 12]


def test_a_day_whose_money_does_not_add_up_is_not_closed(
    purse: int, cash: int, clerk: Actor, now: datetime
) -> None:
    post(now, pay_all("top", (cash, purse, 500), (cash, purse, 1), used_at=noon(MONDAY)))
    Move.objects.filter(amount=500).update(other_id=2**40)
    with pytest.raises(rules.BooksDoNotBalance, match="CNY"):
        close(clerk, now, MONDAY)
    assert not ClosedDay.objects.exists()
    assert not DayTotal.objects.exists()


def test_a_day_of_twenty_three_hours_takes_what_its_clock_says(
    clerk: Actor, now: datetime, open_account: Opener, book: str
) -> None:
    actions.open_book(
        code="berlin",
        zone="Europe/Berlin",
        first_day=date(2026, 3, 28),
        by=clerk,
        now=now,
        request_id="berlin",
    )
    there, fund = (
        open_account(name, issuer="berlin", floor=floor) for name, floor in (("p", 0), ("f", None))
    )
    sunday = date(2026, 3, 29)
    begins, ends = rules.day_span(sunday, "Europe/Berlin")
    edges = [begins - timedelta(seconds=1), begins, ends - timedelta(seconds=1), ends]
    post(
        now, *[pay(str(n), fund, there, 10**n, used_at=to_micros(at)) for n, at in enumerate(edges)]
    )
    for day in (sunday - DAY, sunday, sunday + DAY):
        close(clerk, now, day, "berlin")
    told = [lines(day, "berlin")["f"][2] for day in (sunday - DAY, sunday, sunday + DAY)]
    assert told == [1, 110, 1000]
