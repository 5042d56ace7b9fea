"""A wrong PIN is counted for good, whatever comes with it, and nobody gains tries by hurry."""

import threading

import pytest
from django.db import connection, connections

from tests.domain.cards.pins.pockets import WRONG, check, guess, with_pin
from tests.domain.cards.town import open_town
from yika.domain.cards import rules
from yika.domain.cards.models import CardPin

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_count_outlives_the_refusal_that_comes_with_it():
    card, lin = with_pin(open_town().harbor)
    assert not connection.in_atomic_block

    assert [guess(card, lin), guess(card, lin)] == [2, 1]
    assert CardPin.objects.get().wrong == 2


def test_many_guesses_at_once_are_no_more_than_there_are():
    if connection.vendor == "sqlite":
        pytest.skip("writers queue at the file of SQLite; this test database is in memory")
    card, lin = with_pin(open_town().harbor)
    outcomes = []

    def run():
        try:
            check(card, lin, WRONG)
        except (rules.WrongPin, rules.PinLocked) as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["PinLocked"] * 6 + ["WrongPin"] * 2
