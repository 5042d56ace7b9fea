"""A caller's mistake stops before anything is touched."""

import pytest

from tests.domain.ledger.asking import hold, pay, pay_all, spend, take_back
from tests.domain.ledger.posting.views import NOW, PURSE, SECOND, SHOP
from yika.domain.ledger.posting.engine import LEGS_MAX, check_items, lines_of
from yika.domain.ledger.posting.items import AnyItem, Leg, Post
from yika.domain.ledger.posting.view import LINES_MAX

LEG = (PURSE, SHOP, 1)


def test_the_largest_posting_and_the_longest_words_are_taken() -> None:
    check_items(
        [
            pay_all("a", *[LEG] * LEGS_MAX),
            spend("b", tuple(range(1, LEGS_MAX + 1)), SHOP, 1),
            pay("c", *LEG, reason="r" * 32, way="卡" * 32),
        ]
    )


@pytest.mark.parametrize(
    "item",
    [
        pay_all("a"),
        pay_all("a", *[LEG] * (LEGS_MAX + 1)),
        pay("a", *LEG, reason="r" * 33),
        pay("a", *LEG, way="w" * 33),
        pay("a", *LEG, reason="no\0thing"),
        spend("a", (), SHOP, 1),
        spend("a", (PURSE, SECOND, PURSE), SHOP, 1),
        spend("a", tuple(range(1, LEGS_MAX + 2)), SHOP, 1),
        Post(request=b"short", unit="CNY", legs=(Leg(*LEG),), reason="test"),
        Post(request=b"", unit="CNY", legs=(Leg(*LEG),), reason="test"),
        hold("a", PURSE, 1, NOW, reason="r" * 33),
    ],
)
def test_a_malformed_item_is_a_bug_of_the_caller(item: AnyItem) -> None:
    with pytest.raises(ValueError, match=r"request id|legs|purses|characters"):
        check_items([item])


def test_a_batch_has_room_for_what_its_items_may_write() -> None:
    plain = pay("a", *LEG)
    check_items([plain] * (LINES_MAX // 2))
    with pytest.raises(ValueError, match="16384 rows"):
        check_items([plain] * (LINES_MAX // 2 + 1))


def test_a_reversal_may_write_as_much_as_the_largest_posting() -> None:
    largest = pay_all("a", *[(PURSE, SECOND, 1)] * LEGS_MAX)
    assert lines_of(take_back("b", PURSE, "a")) == lines_of(largest) == 2 * LEGS_MAX
