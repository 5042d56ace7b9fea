"""How deliveries are counted and settled, and what needs a second person."""

import pytest

from yika.domain.cards import rules
from yika.domain.cards.rules import DeliveryState, stock


@pytest.mark.parametrize("count", [0, -1, 101])
def test_a_count_lies_between_one_and_the_most(count):
    with pytest.raises(rules.CountOutOfRange, match="at most 100 cards"):
        stock.check_count(count, most=100)


def test_a_blind_count_agrees_or_differs():
    assert stock.state_after_count(sent=100, counted=100) is DeliveryState.RECEIVED
    assert stock.state_after_count(sent=100, counted=99) is DeliveryState.DIFFERS
    assert stock.state_after_count(sent=100, counted=101) is DeliveryState.DIFFERS


def test_what_is_in_stock_is_not_counted_again():
    stock.check_countable(DeliveryState.ON_THE_WAY)
    stock.check_countable(DeliveryState.DIFFERS)
    for state in (DeliveryState.RECEIVED, DeliveryState.SETTLED):
        with pytest.raises(rules.AlreadyCounted):
            stock.check_countable(state)


@pytest.mark.parametrize(
    ("counted", "missing"), [(99, ["a"]), (98, ["a", "b"]), (101, []), (98, ["a", "b", "a"])]
)
def test_each_missing_card_is_named_once_and_none_when_there_are_too_many(counted, missing):
    stock.check_settlement(DeliveryState.DIFFERS, sent=100, counted=counted, missing=missing)


@pytest.mark.parametrize(
    ("counted", "missing"), [(99, []), (98, ["a"]), (98, ["a", "a"]), (101, ["a"])]
)
def test_a_settlement_that_does_not_add_up_is_refused(counted, missing):
    with pytest.raises(rules.MissingUnnamed):
        stock.check_settlement(DeliveryState.DIFFERS, sent=100, counted=counted, missing=missing)


def test_only_a_difference_is_settled():
    for state in set(DeliveryState) - {DeliveryState.DIFFERS}:
        with pytest.raises(rules.NothingToSettle):
            stock.check_settlement(state, sent=1, counted=0, missing=["a"])


def test_many_cards_are_destroyed_by_two_persons():
    assert not stock.needs_second_person(stock.DESTROY_ALONE_MAX)
    assert stock.needs_second_person(stock.DESTROY_ALONE_MAX + 1)


def test_an_approval_stands_for_exactly_these_cards_and_this_reason():
    asked = stock.destruction(["card_b", "card_a"], "damaged")

    assert stock.destruction(["card_a", "card_b", "card_a"], "damaged") == asked
    assert stock.destruction(["card_a"], "damaged") != asked
    assert stock.destruction(["card_a", "card_b"], "misprinted") != asked
