"""Cards of another system arrive in one batch, each under the number it has."""

from datetime import date

import pytest
from django.db import connection

from tests.domain.cards.samples import NOW, TODAY
from tests.domain.cards.town import OPERATOR, Town, ask
from yika.domain.cards import queries, rules
from yika.domain.cards.actions.stock.take_over import (
    add_cards,
    claim_numbers,
    open_take_over,
    release_numbers,
)
from yika.domain.cards.models import Batch, Card, CardNumber
from yika.domain.cards.queries.whose.taken import taken_from
from yika.domain.cards.rules import State
from yika.domain.cards.rules.source import Source
from yika.domain.journal.models import Entry
from yika.kit import ids
from yika.kit.moments import to_day

CARDS = [card.hex for card in ids.new_ids(5)]
LAST_DAY = date(2030, 1, 31)
ONE, TWO, THREE = "3104000000000001", "3104000000000002", "3104000000000003"


def source(*cards: tuple[str, State], first: int = 0) -> Source:
    """Cards with a number and a state, as an import selects them from its own tables."""
    uuid = "CAST(%s AS uuid)" if connection.vendor == "postgresql" else "%s"
    row = (
        f"SELECT {uuid} AS card, %s AS number, %s AS state, {uuid} AS outlet, {uuid} AS holder,"
        " CAST(%s AS int) AS valid_until, CAST(%s AS int) AS piece"
    )
    values = [
        (CARDS[first + place], number, state.value, None, None, to_day(LAST_DAY), place + 1)
        for place, (number, state) in enumerate(cards)
    ]
    return Source(" UNION ALL ".join([row] * len(cards)), sum(values, ()))


def opened(request_id: str = "over") -> str:
    return open_take_over(
        edition=queries.edition_in_force("harbor", "city", on=TODAY),
        count=2,
        first_number=ONE,
        last_number=TWO,
        **ask(request_id=request_id),
    )


def test_cards_come_as_they_are_in_a_batch_that_says_so(town: Town) -> None:
    cards = source((ONE, State.ACTIVE), (TWO, State.IN_STOCK))
    batch = opened()
    assert claim_numbers(source=cards) == 2

    assert add_cards(batch=batch, source=cards, now=NOW) == 2

    first, second = (queries.find_card(number, OPERATOR) for number in (ONE, TWO))
    assert (first.state, first.activated_at, first.valid_until) == (State.ACTIVE, NOW, LAST_DAY)
    assert (second.state, second.activated_at) == (State.IN_STOCK, None)
    assert (first.batch, first.edition, first.issuer) == (batch, 1, "harbor")
    assert queries.batch(batch, OPERATOR).taken_over
    assert list(Card.objects.order_by("piece").values_list("piece", flat=True)) == [1, 2]


def test_a_batch_is_opened_once_and_recorded(town: Town) -> None:
    assert opened() == opened()

    assert Batch.objects.filter(taken_over=True).count() == 1
    assert Entry.objects.filter(event="batch.taken_over").count() == 1


def test_nobody_finds_a_card_by_a_number_that_is_only_claimed(town: Town) -> None:
    claim_numbers(source=source((ONE, State.ACTIVE)))

    with pytest.raises((rules.UnknownCard, rules.MistypedNumber)):
        queries.find_card(ONE, OPERATOR)


def test_numbers_of_other_cards_are_not_claimed_and_are_told(town: Town) -> None:
    claim_numbers(source=source((TWO, State.ACTIVE)))
    others = source((ONE, State.ACTIVE), (TWO, State.ACTIVE), (THREE, State.ACTIVE), first=1)

    assert taken_from(others) == [2]
    assert claim_numbers(source=others) == 2
    assert taken_from(others) == [2]


def test_claiming_again_what_is_claimed_changes_nothing(town: Town) -> None:
    cards = source((ONE, State.ACTIVE))
    claim_numbers(source=cards)

    assert claim_numbers(source=cards) == 0
    assert taken_from(cards) == []


def test_only_own_claims_are_given_back(town: Town) -> None:
    claim_numbers(source=source((TWO, State.ACTIVE)))
    others = source((ONE, State.ACTIVE), (TWO, State.ACTIVE), first=1)
    claim_numbers(source=others)

    release_numbers(source=others)

    assert list(CardNumber.objects.values_list("number", flat=True)) == [TWO]
