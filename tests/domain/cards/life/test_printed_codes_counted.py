"""A guess at a printed code is counted for good, whatever comes with it."""

import pytest
from django.db import transaction

from tests.domain.cards.life.codes_tried import WRONG, check, guess
from tests.domain.cards.town import handed_out, open_town
from yika.domain.cards.rules import codes
from yika.domain.journal.models import Entry
from yika.domain.vault.rules import TooManyTries

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_count_outlives_the_refusal_that_comes_with_it():
    town = open_town()
    card = handed_out(town.harbor)
    for _ in range(codes.TRIES_OF_CARD.free):
        guess(card)

    assert not transaction.get_connection().in_atomic_block
    with pytest.raises(TooManyTries):
        check(card, WRONG)
    assert Entry.objects.filter(event="card.code_checked").count() == codes.TRIES_OF_CARD.free
