"""Several reports of one card in the same moment: one holds, the others are told of it."""

from collections.abc import Iterator
from functools import partial

import pytest
from pytest_django import DjangoDbBlocker

from tests.domain.cards.stops.lost import at, freeze, report, seen, with_holder
from tests.domain.cards.town import open_shop
from tests.domain.journal.shared_database import shared_database
from tests.domain.people.at_once import at_once
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import stops
from yika.domain.journal.models import Entry
from yika.domain.messages.queries import inbox

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared")]
MANY = 5


@pytest.fixture(scope="module")
def shared(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), shared_database(tmp_path_factory.mktemp("shared")):
        yield


def test_of_many_reports_at_once_one_stops_the_card_and_ends_once():
    shop = open_shop("harbor")
    card, lin = with_holder(shop)
    people = [lin, shop.teller, shop.supervisor, lin, shop.teller]
    answers = at_once([partial(report, card, by) for by in people])

    assert sum(isinstance(answer, stops.AlreadyReported) for answer in answers) == MANY - 1
    [stop] = seen(card).stops
    assert [note.template for note in inbox(lin.id)].count("loss-temporary") == 1

    sweeps = [partial(actions.end_due_stops, now=at(7)) for _ in range(3)]
    later = partial(freeze, card, lin, now=at(7))
    assert not [one for one in at_once([*sweeps, later]) if isinstance(one, Exception)]
    assert Entry.objects.filter(event="card.stop_over").count() == 1
    assert queries.stop(stop.id, lin).ended_at == at(7)
    assert queries.stop_list(shop.operator).version == 1 + 2
