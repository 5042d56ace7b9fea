"""With a clock that went back nothing is booked, until somebody says that it is right now."""

from datetime import datetime, timedelta

import pytest

from tests.domain.ledger.asking import pay
from tests.domain.ledger.conftest import cny
from yika.domain.journal.models import Entry
from yika.domain.ledger import actions, queries, rules, verify
from yika.domain.ledger.models import Answer, Batch, Move
from yika.kit.actor import Actor


@pytest.fixture
def ahead(purse: int, cash: int, now: datetime) -> datetime:
    """The books were written by a clock that was a day ahead."""
    actions.post_one(pay("top", cash, purse, 500), now=now + timedelta(days=1))
    return now


def test_a_clock_that_went_back_is_refused_with_nothing_changed(
    ahead: datetime, purse: int, cash: int
) -> None:
    with pytest.raises(rules.ClockWentBack, match="Set the clock right"):
        actions.post_one(pay("more", cash, purse, 1), now=ahead)
    assert (Batch.objects.count(), Move.objects.count(), Answer.objects.count()) == (1, 1, 0)
    assert queries.balance("purse") == cny("5.00")


def test_the_books_go_on_once_the_clock_was_accepted(
    ahead: datetime, purse: int, cash: int, clerk: Actor
) -> None:
    actions.accept_clock(reason="battery", by=clerk, now=ahead, request_id="clock")
    actions.post_one(pay("more", cash, purse, 1), now=ahead)
    assert queries.balance("purse") == cny("5.01")
    assert Entry.objects.get(event="ledger.clock_accepted").facts == {"reason": "battery"}
    actions.seal_batches(now=ahead)
    assert list(verify.faults()) == []


def test_a_clock_a_little_behind_is_no_matter(ahead: datetime, purse: int, cash: int) -> None:
    almost = ahead + timedelta(days=1) - rules.CLOCK_TOLERANCE
    assert actions.post_one(pay("more", cash, purse, 1), now=almost).ok
