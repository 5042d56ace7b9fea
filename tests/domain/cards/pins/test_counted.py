"""A wrong PIN is counted for good, whatever comes with it, and nobody gains tries by hurry."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.domain.cards.pins.pockets import WRONG, check, guess, with_pin
from tests.domain.cards.town import open_shop
from tests.domain.journal.shared_database import shared_database
from tests.domain.people.at_once import at_once
from yika.domain.cards import rules
from yika.domain.cards.models import CardPin

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared")]
MANY = 8


@pytest.fixture(scope="module")
def shared(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), shared_database(tmp_path_factory.mktemp("shared")):
        yield


def test_a_count_outlives_the_refusal_that_comes_with_it():
    card, lin = with_pin(open_shop("harbor"))
    assert not connection.in_atomic_block

    assert [guess(card, lin), guess(card, lin)] == [2, 1]
    assert CardPin.objects.get().wrong == 2


def test_many_guesses_at_once_are_no_more_than_there_are():
    card, lin = with_pin(open_shop("harbor"))
    answers = at_once([partial(check, card, lin, WRONG)] * MANY)

    outcomes = Counter(type(answer) for answer in answers)
    assert outcomes == {rules.WrongPin: 2, rules.PinLocked: MANY - 2}
