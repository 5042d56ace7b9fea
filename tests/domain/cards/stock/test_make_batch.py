"""Batches of cards are made: numbered, findable, and nothing of a half-made one is left."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.cards.town import ask, city_card, make, only, sell, without
from yika.domain.cards import actions, queries, rules
from yika.domain.cards.models import Batch, Card, CardNumber, CardToken, NumberSeries
from yika.domain.cards.rules import State, numbers
from yika.domain.cards.rules.numbers import Series
from yika.domain.journal.models import Entry
from yika.kit import ids
from yika.kit.actor import NotAllowed


def test_every_card_has_a_number_with_its_check_digit_and_can_be_found(town):
    batch = queries.batch(make(town.harbor, 5), town.harbor.operator)

    cards = queries.cards(town.harbor.operator, batch=batch.id)
    assert [card.number for card in cards][::-1] == [
        Series("3104", 16, "luhn").number(serial) for serial in range(1, 6)
    ]
    assert all(numbers.is_whole(card.number, "luhn") for card in cards)
    assert (batch.first_number, batch.last_number) == (cards[-1].number, cards[0].number)
    assert batch.states == {State.MADE: 5}
    assert {queries.find_card(card.number, town.harbor.operator).id for card in cards} == {
        card.id for card in cards
    }


def test_the_cards_keep_the_edition_in_force_when_they_were_made(town):
    before = make(town.harbor, 1)
    sell("harbor", city_card(2))
    after = make(town.harbor, 1)

    found = {
        batch: queries.cards(town.harbor.operator, batch=batch)[0].edition
        for batch in (before, after)
    }
    assert found == {before: 1, after: 2}


def test_numbers_go_on_over_batches_and_issuers(town):
    make(town.harbor, 3)
    make(town.campus, 3)
    make(town.harbor, 3)

    assert Card.objects.values("number").distinct().count() == 9
    assert NumberSeries.objects.get().last == 9


def test_numbers_that_a_card_has_already_are_skipped(town):
    series = Series("3104", 16, "luhn")
    for serial in (2, 3):
        CardNumber.objects.create(number=series.number(serial), card_id=ids.new_id())

    batch = make(town.harbor, 3)

    made = [card.number for card in queries.cards(town.harbor.operator, batch=batch)]
    assert made[::-1] == [series.number(serial) for serial in (1, 4, 5)]


def test_a_series_that_is_used_up_refuses_the_whole_batch(town):
    sell("harbor", city_card(2, number={"prefix": "310", "digits": 8, "check": "luhn"}))
    NumberSeries.objects.create(series="310:8:luhn", last=9_997)

    with pytest.raises(rules.NumbersUsedUp, match="only 2 numbers are left"):
        make(town.harbor, 3)
    assert not Batch.objects.exists()
    assert not CardNumber.objects.exists()

    make(town.harbor, 2)
    assert Card.objects.count() == 2


def test_a_repeat_gives_the_same_batch_and_no_more_cards(town):
    wanted = {"issuer": "harbor", "product": "city"}
    first = actions.make_batch(**wanted, count=3, **ask(town.harbor.operator, "r"))

    assert actions.make_batch(**wanted, count=3, **ask(town.harbor.operator, "r")) == first
    with pytest.raises(rules.CardRequestReused):
        actions.make_batch(**wanted, count=4, **ask(town.harbor.operator, "r"))
    assert Card.objects.count() == CardNumber.objects.count() == CardToken.objects.count() == 3


def test_it_is_journaled_without_a_number_of_a_card(town):
    batch = make(town.harbor, 3)

    [entry] = Entry.objects.filter(event="batch.made")
    assert (entry.subject, entry.issuer) == (batch, "harbor")
    assert entry.facts == {"product": "city", "edition": 1, "count": 3}


@pytest.mark.parametrize("many", [0, -1, 100_001])
def test_a_batch_has_one_to_a_hundred_thousand_cards(town, many):
    with pytest.raises(rules.CountOutOfRange):
        make(town.harbor, many)


def test_a_product_without_numbers_cannot_be_made(town):
    sell("harbor", city_card(2, number=None))

    with pytest.raises(rules.NoNumbers, match="its next edition"):
        make(town.harbor)


def test_nothing_is_made_of_a_product_that_is_not_sold(town):
    with pytest.raises(rules.NotInForce):
        actions.make_batch(issuer="harbor", product="town", count=1, **ask(town.harbor.operator))


def test_only_who_may_make_cards_makes_them_and_only_for_his_issuer(town):
    for by in (
        town.harbor.teller,
        town.harbor.supervisor,
        town.harbor.auditor,
        town.campus.operator,
        without(town.harbor.operator, "cards.make"),
    ):
        with pytest.raises(NotAllowed):
            actions.make_batch(issuer="harbor", product="city", count=1, **ask(by))
    actions.make_batch(
        issuer="harbor", product="city", count=1, **ask(only(town.harbor.teller, "cards.make"))
    )


def test_the_database_holds_neither_the_text_of_a_qr_code_nor_a_printed_code(town):
    batch = make(town.harbor, 2)
    rows = actions.print_sheet(batch=batch, **ask(town.harbor.operator))

    kept = str(list(Card.objects.values())) + str(list(CardToken.objects.values()))
    for row in rows:
        assert row.qr.rpartition("/")[2] not in kept
        assert row.code not in kept


def test_a_large_batch_takes_no_more_statements_than_a_small_one(town):
    with CaptureQueriesContext(connection) as few:
        make(town.harbor, 2)
    with CaptureQueriesContext(connection) as many:
        make(town.harbor, 2_000)

    assert len(many) <= len(few)
    assert Card.objects.count() == 2_002
