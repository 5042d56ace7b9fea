"""The stop list by which readers know: fetched from any version on, it comes to the same."""

from dataclasses import replace

import pytest

from tests.domain.cards.samples import NOW
from tests.domain.cards.stock.test_take_over import ONE, TWO, claim_numbers, opened, source
from tests.domain.cards.stops.lost import (
    at,
    block,
    found,
    freeze,
    purse_of,
    report,
    seen,
    thaw,
    with_holder,
)
from tests.domain.cards.town import OPERATOR, VISITOR
from yika.domain.cards import actions, queries
from yika.domain.cards.actions.stock.take_over import add_cards
from yika.domain.cards.rules import State, stops
from yika.kit.actor import NotAllowed


def brought_up(have: dict, by, *, since: int, limit: int = 1000) -> tuple[dict, int]:
    """What a reader has after it fetched what changed since its version."""
    while True:
        page = queries.stop_list(by, since=since, limit=limit)
        for line in page.lines:
            have.pop(line.number, None)
            if line.stopped:
                have[line.number] = line.stopped
        since = page.version
        if not page.more:
            return have, since


def test_a_list_brought_up_to_date_is_the_list_fetched_anew(town):
    reader = town.harbor.kiosk
    cards = [with_holder(town.harbor) for _ in range(3)]
    mine, version = brought_up({}, reader, since=0)
    for card, lin in cards:
        report(card, lin)
        freeze(card, lin)
        mine, version = brought_up(mine, reader, since=version, limit=1)
    (card, lin), (second, _), (third, _) = cards
    found(seen(card).stops[0].id, lin)
    thaw(card, lin)
    block(second, town.harbor.teller, scope="spending")

    mine, version = brought_up(mine, reader, since=version)
    assert mine == brought_up({}, reader, since=0)[0]
    assert brought_up({}, reader, since=0, limit=1) == (mine, version)
    assert set(mine) == {second.number, third.number}
    assert queries.stop_list(reader, since=version).lines == ()


def test_only_what_changes_for_a_reader_makes_a_version(town):
    card, lin = with_holder(town.harbor)
    report(card, lin)
    before = queries.stop_list(town.harbor.operator).version
    freeze(card, lin)
    report(card, lin, formal=True)

    assert queries.stop_list(town.harbor.operator).version == before
    actions.end_due_stops(now=at(40))
    assert queries.stop_list(town.harbor.operator).version == before


def test_each_issuer_has_its_own_and_strangers_none(town):
    card, lin = with_holder(town.harbor)
    report(card, lin)

    assert queries.stop_list(town.campus.operator).lines == ()
    for by in (lin, VISITOR, replace(town.harbor.teller, rights=frozenset())):
        with pytest.raises(NotAllowed):
            queries.stop_list(by)


@pytest.mark.parametrize("since", [-1, 7, 10**30])
def test_a_version_that_never_was_is_refused(town, since):
    with pytest.raises(stops.NoSuchVersion):
        queries.stop_list(town.harbor.operator, since=since)


def test_a_card_that_comes_blocked_from_another_system_is_on_the_list_and_can_be_unblocked(town):
    cards = source((ONE, State.ACTIVE), (TWO, State.BLOCKED))
    batch = opened()
    claim_numbers(source=cards)
    add_cards(batch=batch, source=cards, now=NOW)
    blocked = queries.find_card(TWO, OPERATOR)

    assert blocked.standing.code == "blocked"
    assert [line.number for line in queries.stop_list(town.harbor.operator).lines] == [TWO]
    [stop] = blocked.stops
    assert (stop.reason, stop.since, stop.until) == ("taken-over", NOW, None)


def test_the_stops_of_a_list_of_cards_cost_one_question(town, django_assert_num_queries):
    cards = [with_holder(town.harbor) for _ in range(3)]
    with django_assert_num_queries(1):
        queries.cards(town.harbor.teller)
    for card, lin in cards:
        report(card, lin)
    with django_assert_num_queries(2):
        assert all(card.stops for card in queries.cards(town.harbor.teller))
    assert {purse_of(card) for card, _lin in cards} == {"frozen"}
