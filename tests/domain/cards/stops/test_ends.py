"""A stop with an end ends then, exactly once, also when the worker was down at that time."""

import pytest

from tests.domain.cards.stops.lost import (
    at,
    block,
    freeze,
    kinds,
    purse_of,
    report,
    seen,
    thaw,
    with_holder,
)
from tests.domain.cards.town import OPERATOR, ask
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import State, stops
from yika.domain.journal.models import Entry
from yika.domain.messages.queries import inbox


def templates(lin) -> list[str]:
    return [note.template for note in inbox(lin.id)]


def test_the_worker_warns_before_and_ends_it_on_time(town):
    card, lin = with_holder(town.harbor)
    report(card, lin)
    assert actions.warn_of_ends(now=at(5.9)) == 0
    assert [actions.warn_of_ends(now=at(6)) for _ in range(2)] == [1, 0]
    assert inbox(lin.id)[0].template == "loss-ends-soon"
    assert "27 November at 12:00" in inbox(lin.id)[0].body

    assert actions.end_due_stops(now=at(6.99)) == 0
    assert [actions.end_due_stops(now=at(7)) for _ in range(2)] == [1, 0]
    assert (seen(card).state, purse_of(card)) == (State.ACTIVE, "open")
    assert templates(lin).count("loss-over") == 1
    assert queries.history(card.id, lin)[-1].reason == "time-over"


def test_a_worker_that_was_down_ends_it_late_but_from_its_own_time_on(town):
    card, lin = with_holder(town.harbor)
    report(card, lin)
    assert actions.warn_of_ends(now=at(9)) == 0
    actions.end_due_stops(now=at(9))

    [stop] = queries.stops(card.id, lin)
    assert (stop.ended_how, stop.ended_at) == ("ran-out", at(7))
    assert queries.history(card.id, lin)[-1].at == at(7)
    assert "loss-ends-soon" not in templates(lin)


def test_whoever_comes_before_the_worker_finds_it_ended(town):
    card, lin = with_holder(town.harbor)
    report(card, lin)
    freeze(card, lin, now=at(8))

    assert kinds(card) == ["frozen"]
    assert actions.end_due_stops(now=at(9)) == 0
    assert Entry.objects.filter(event="card.stop_over").count() == 1
    assert templates(lin).count("loss-over") == 1


def test_what_has_ended_cannot_be_undone_any_more(town):
    card, lin = with_holder(town.harbor)
    [stop] = report(card, lin).stops
    with pytest.raises(stops.StopEnded):
        actions.found_again(stop=stop.id, **ask(lin, now=at(7)))
    freeze(card, lin, until=at(1))
    with pytest.raises(stops.NotFrozen):
        thaw(card, lin, now=at(1))


def test_one_end_leaves_the_others(town):
    card, lin = with_holder(town.harbor)
    block(card, town.harbor.teller, until=at(2))
    freeze(card, lin, until=at(1))
    report(card, lin)

    for day, left in ((1, ["blocked", "loss-temporary"]), (2, ["loss-temporary"]), (7, [])):
        actions.end_due_stops(now=at(day))
        assert kinds(card) == left
    assert templates(lin)[:3] == ["loss-over", "card-unblocked", "card-thawed"]
    assert queries.card(card.id, OPERATOR).state is State.ACTIVE
