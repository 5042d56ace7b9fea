"""What no machine has booked, staff book by hand, under their name."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.domain.ledger.conftest import cny
from yika.domain.journal.models import Entry
from yika.domain.ledger import actions, queries, rules
from yika.domain.ledger.models import Answer, Book, Move
from yika.domain.ledger.posting.items import Outcome
from yika.kit.actor import Actor
from yika.kit.money import Money

TOP_UP = ("cash", "purse", cny("5.00"))

pytestmark = pytest.mark.usefixtures("purse", "cash", "shop")


def booked(by: Actor, now: datetime, *moves: tuple[str, str, Money], **more: Any) -> Outcome:
    fields = {"reason": "counter", "way": "cash", "request_id": "by hand"} | more
    return actions.post_by_hand(moves=moves, by=by, now=now, **fields)


def test_a_posting_by_hand_is_recorded_once_however_often_it_is_asked(
    clerk: Actor, now: datetime
) -> None:
    first = booked(clerk, now, TOP_UP)
    assert booked(clerk, now, TOP_UP).same_as(first)
    entry = Entry.objects.get(event="ledger.posted_by_hand")
    assert entry.facts == {
        "moves": [["cash", "purse", "5.00 CNY"]],
        "reason": "counter",
        "way": "cash",
        "day": None,
    }
    assert (entry.actor_id, entry.request_id) == (clerk.id, "by hand")


def test_all_of_it_is_booked_or_nothing(clerk: Actor, now: datetime) -> None:
    with pytest.raises(rules.NotEnough):
        booked(clerk, now, TOP_UP, ("purse", "shop", cny("5.01")))
    assert not Move.objects.exists()
    assert not Entry.objects.filter(event="ledger.posted_by_hand").exists()


def test_a_refusal_is_kept_and_told_again(clerk: Actor, now: datetime) -> None:
    for _ in range(2):
        with pytest.raises(rules.NotEnough):
            booked(clerk, now, ("purse", "shop", cny("1.00")))
        booked(clerk, now, TOP_UP, request_id="top")
    assert Answer.objects.count() == 1


def test_units_never_mix_in_a_posting(clerk: Actor, now: datetime) -> None:
    with pytest.raises(rules.WrongUnit, match="kept in CNY, the amount is in points"):
        booked(clerk, now, TOP_UP, ("cash", "purse", Money(5, "points")))
    with pytest.raises(rules.WrongUnit):
        booked(clerk, now, ("cash", "purse", Money(5, "points")))
    assert not Move.objects.exists()


def test_an_account_is_asked_for_by_a_name_it_has(clerk: Actor, now: datetime) -> None:
    with pytest.raises(rules.UnknownAccount, match="no account nobody"):
        booked(clerk, now, ("nobody", "purse", cny("1.00")))


def test_a_posting_has_at_least_one_move(clerk: Actor, now: datetime) -> None:
    with pytest.raises(ValueError, match="at least one"):
        booked(clerk, now)


def test_a_posting_is_dated_into_any_open_day(clerk: Actor, now: datetime) -> None:
    Book.objects.update(closed_through=date(2026, 11, 17))
    booked(clerk, now, TOP_UP, day=date(2026, 11, 18))
    assert Move.objects.get().booked_on == date(2026, 11, 18)
    assert Move.objects.get().used_at == now


@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (date(2026, 11, 17), rules.DayClosed),
        (date(2026, 11, 21), rules.DayNotBegun),
    ],
)
def test_a_posting_is_never_dated_into_a_closed_day_or_one_to_come(
    clerk: Actor, now: datetime, day: date, refusal: type[rules.Refusal]
) -> None:
    Book.objects.update(closed_through=date(2026, 11, 17))
    with pytest.raises(refusal):
        booked(clerk, now, TOP_UP, day=day)
    assert not Move.objects.exists()
    assert queries.balance("purse") == cny("0.00")
