"""A writer is killed in the middle of batches: what it acknowledged is there, and no half."""

import json
import os
import random
import signal
from datetime import UTC, datetime

import pytest

from tests.domain.ledger import other_process as other
from tests.domain.ledger.conftest import opener
from tests.domain.ledger.real_books import RealBooks
from yika.domain.ledger import verify
from yika.domain.ledger.models import Move
from yika.kit.actor import Actor

KILLS = 100 if os.environ.get("YIKA_SOAK") else 4


@pytest.fixture
def places(real_books: RealBooks, clerk: Actor, now: datetime) -> tuple[list[int], list[int]]:
    opened = opener(clerk, now)
    return [opened(f"purse {n}", floor=0) for n in range(3)], [opened("cash")]


def killed(books: RealBooks, first: int, places: tuple[list[int], list[int]]) -> list[str]:
    """Let another process write from this number on, kill it, and give back what it said."""
    writer = books.begin("endless", first, *map(json.dumps, places))
    assert writer.stdout
    heard = [writer.stdout.readline() for _ in range(random.randrange(1, 120))]
    writer.send_signal(signal.SIGKILL)
    rest, _ = writer.communicate(timeout=30)
    assert writer.returncode == -signal.SIGKILL
    return [line for line in [*heard, *rest.splitlines(keepends=True)] if line.endswith("\n")]


def test_what_was_acknowledged_is_there_once_and_the_rest_can_be_asked_again(
    real_books: RealBooks, places: tuple[list[int], list[int]]
) -> None:
    first = 0
    for _ in range(KILLS):
        lines = killed(real_books, first, places)
        booked = Move.objects.count() - first
        assert booked % other.AT_ONCE == 0
        assert booked >= len(lines)

        upto = first + booked + other.AT_ONCE
        items = [other.asked_in_turn(number, *places) for number in range(first, upto)]
        writer = real_books.writer()
        outcomes = writer.post(items, now=datetime.now(UTC))
        writer.close()
        assert [outcome.repeated for outcome in outcomes].count(True) == booked
        told = [other.told(item, outcome) for item, outcome in zip(items, outcomes, strict=True)]
        assert told[: len(lines)] == [line.strip() for line in lines]
        first = upto

    assert Move.objects.count() == first
    assert list(verify.faults()) == []
