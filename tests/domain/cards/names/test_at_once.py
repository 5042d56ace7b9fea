"""A person activates two cards at once, under two accounts: the last place is taken once."""

from collections.abc import Iterator
from functools import partial

import pytest
from pytest_django import DjangoDbBlocker

from tests.domain.cards.names.proving import RULE, prove
from tests.domain.cards.town import ask, city_card, handed_out, holder, open_shop, sell
from tests.domain.journal.shared_database import shared_database
from tests.domain.people.at_once import at_once
from yika.domain.cards import actions
from yika.domain.cards.models import Card
from yika.domain.cards.rules import TooManyCards

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared")]
MANY, PLACES = 4, 2


@pytest.fixture(scope="module")
def shared(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), shared_database(tmp_path_factory.mktemp("shared")):
        yield


def test_of_many_at_once_as_many_are_activated_as_there_are_places() -> None:
    shop = open_shop("harbor")
    sell("harbor", city_card(2, **{"real-name": RULE | {"cards_per_person": PLACES}}))
    lin, again = holder(shop.teller), holder(shop.teller)
    for one in (lin, again):
        prove(one, shop)
    cards = [handed_out(shop) for _ in range(MANY)]
    doings = [
        partial(actions.activate_card, card=card.id, **ask(by))
        for card, by in zip(cards, (lin, again) * (MANY // 2), strict=True)
    ]
    answers = at_once(doings)

    assert sum(isinstance(answer, TooManyCards) for answer in answers) == MANY - PLACES
    assert Card.objects.filter(activated_at__isnull=False).count() == PLACES
