"""The uses that the benchmarks post are what their tables say."""

from itertools import pairwise

from bench.cards import OPENING, TOO_MUCH, Cards, Tally, Uses, openings

CARDS = Cards(range(100, 1100), merchants=(1, 2), clearing=3)


def test_two_in_a_hundred_lack_money_and_a_few_are_told_twice() -> None:
    batch = Uses(CARDS, seed=1).batch(20_000)
    amounts = [item.legs[0].amount for item in batch.items]
    first_told = len({item.request for item in batch.items})

    assert 300 <= amounts.count(TOO_MUCH) <= 500
    assert 50 <= len(batch.items) - first_told <= 150
    assert batch.moves + batch.answers == first_told


def test_ids_come_in_the_order_of_their_making() -> None:
    requests = dict.fromkeys(item.request for item in Uses(CARDS, seed=1).batch(1000).items)
    assert all(earlier < later for earlier, later in pairwise(requests))


def test_what_was_never_posted_is_never_repeated() -> None:
    uses = Uses(CARDS, seed=1)
    before = {item.request for batch in uses.supply(1000, 3) for item in batch.items}
    after = {item.request for batch in uses.supply(1000, 3) for item in batch.items}
    assert not before & after


def test_two_writers_share_no_card() -> None:
    one, other = ({*CARDS.half(part).ids} for part in range(2))
    assert not one & other
    assert one | other == {*CARDS.ids}


def test_every_card_is_topped_up_once() -> None:
    tally = Tally()
    batches = list(openings(CARDS, at_once=300))
    tally.add(batches)
    cards = [item.legs[0].target for batch in batches for item in batch.items]
    assert cards == list(CARDS.ids)
    assert {item.legs[0].amount for batch in batches for item in batch.items} == {OPENING}
    assert tally == Tally(moves=1000, answers=0)
