"""Lists of cards, batches and deliveries: of one's own issuer, page by page, the newest first."""

import pytest

from tests.domain.cards.town import active, ask, handed_out, holder, make, only, stocked
from yika.domain.cards import actions, queries, rules
from yika.domain.cards.rules import DeliveryState, State
from yika.kit.actor import NotAllowed
from yika.kit.errors import NotFound

LISTS = (
    queries.cards,
    queries.batches,
    queries.deliveries,
    queries.stock,
    queries.card_counts,
)


def test_pages_follow_each_other_in_both_directions(town):
    make(town.harbor, 7)
    by = town.harbor.operator
    everything = queries.cards(by)

    first = queries.cards(by, limit=3)
    second = queries.cards(by, limit=3, after=first[-1].id)
    third = queries.cards(by, limit=3, after=second[-1].id)

    assert [*first, *second, *third] == everything
    assert len(third) == 1
    assert queries.cards(by, limit=3, before=third[0].id) == second
    assert queries.cards(by, limit=3, before=second[0].id) == first
    assert [card.id for card in everything] == sorted((c.id for c in everything), reverse=True)


def test_batches_and_deliveries_come_in_pages_too(town):
    for _ in range(3):
        stocked(town.harbor, 1)
    by = town.harbor.operator

    for question in (queries.batches, queries.deliveries):
        newest, middle, oldest = question(by)
        assert question(by, limit=1) == [newest]
        assert question(by, limit=1, after=newest.id) == [middle]
        assert question(by, limit=1, before=oldest.id) == [middle]


def test_cards_are_narrowed_by_what_is_asked_for(town):
    lin = holder(town.harbor.teller)
    used, waiting = active(town.harbor, lin), handed_out(town.harbor)
    batch = make(town.harbor, 2)
    by = town.harbor.operator

    def found(**what):
        return {card.id for card in queries.cards(by, **what)}

    assert found(state="active") == found(holder=lin.id) == {used.id}
    assert found(outlet=town.harbor.outlet) == {used.id, waiting.id}
    assert len(found(batch=batch)) == 2
    assert len(found(product="city")) == 4
    assert found(product="town") == found(state="lost") == set()


def test_stock_is_counted_by_outlet_and_state(town):
    stocked(town.harbor, 3)
    make(town.harbor, 2)
    handed_out(town.harbor)
    batch = make(town.harbor, 4)
    actions.send_cards(
        batch=batch, outlet=town.harbor.other_outlet, count=1, **ask(town.harbor.operator)
    )

    lines = {line.outlet: line.states for line in queries.stock(town.harbor.operator)}

    assert lines == {
        "": {State.MADE: 5},
        town.harbor.outlet: {State.IN_STOCK: 3},
        town.harbor.other_outlet: {State.SENT: 1},
    }
    [line] = queries.stock(town.harbor.operator, outlet=town.harbor.outlet)
    assert line.name.zh_hans == "市民卡"

    counts = {
        (one.outlet, one.state): one.many for one in queries.card_counts(town.harbor.operator)
    }
    assert counts == {
        ("", State.MADE): 5,
        (town.harbor.outlet, State.IN_STOCK): 3,
        (town.harbor.outlet, State.HANDED_OUT): 1,
        (town.harbor.other_outlet, State.SENT): 1,
    }
    deliveries = queries.delivery_counts(town.harbor.operator)
    assert deliveries[DeliveryState.ON_THE_WAY] == 1
    assert DeliveryState.ON_THE_WAY not in queries.delivery_counts(town.harbor.teller)


def test_another_issuer_sees_nothing_of_it(town):
    stocked(town.harbor, 2)

    assert all(question(town.campus.operator) == [] for question in LISTS)
    assert queries.delivery_counts(town.campus.operator) == {}
    with pytest.raises(rules.UnknownBatch):
        queries.batch(queries.batches(town.harbor.operator)[0].id, town.campus.operator)


def test_lists_need_the_right_to_look(town):
    for question in LISTS:
        with pytest.raises(NotAllowed):
            question(only(town.harbor.teller))


@pytest.mark.parametrize("odd", ["card_", "x", "card_\0", "é" * 300])
def test_odd_places_and_ids_are_not_found(town, odd):
    by = town.harbor.operator

    for what in ({"after": odd}, {"before": odd}, {"batch": odd}, {"outlet": odd}, {"holder": odd}):
        with pytest.raises(NotFound):
            queries.cards(by, **what)


def test_the_history_of_a_card_is_for_its_issuer_and_its_holder(town):
    lin = holder(town.harbor.teller)
    card = active(town.harbor, lin)

    after = [line.after for line in queries.history(card.id, lin)]
    assert after == [State.MADE, State.SENT, State.IN_STOCK, State.HANDED_OUT, State.ACTIVE]
    for by in (holder(town.harbor.teller, "王川"), town.campus.teller):
        with pytest.raises(rules.UnknownCard):
            queries.history(card.id, by)


def test_numbers_that_are_taken_are_told_apart(town):
    card = handed_out(town.harbor)

    assert queries.taken_numbers([card.number, "3104000000000000"]) == {card.number}
