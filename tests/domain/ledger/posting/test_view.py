"""Where a request is written, and so remembered."""

import pytest

from tests.domain.ledger.posting.views import CASH, PURSE, SECOND, SHOP, account, books
from yika.domain.ledger.posting.view import Pair, homes

UNKNOWN = 404


@pytest.mark.parametrize(
    ("pairs", "at"),
    [
        ([(PURSE, SHOP)], [PURSE]),
        ([(SHOP, PURSE)], [PURSE]),
        ([(PURSE, SECOND)], [PURSE, SECOND]),
        ([(SHOP, CASH)], [CASH]),
        ([(CASH, SHOP)], [CASH]),
        ([(PURSE, PURSE)], [PURSE]),
        ([(SHOP, SHOP)], [SHOP]),
        ([(PURSE, UNKNOWN)], [PURSE]),
        ([(UNKNOWN, PURSE)], [PURSE]),
        ([(UNKNOWN, SHOP)], []),
        ([(SHOP, UNKNOWN)], []),
        ([(UNKNOWN, UNKNOWN)], []),
        ([(CASH, SHOP), (SECOND, SHOP)], [CASH, SECOND]),
    ],
)
def test_a_request_is_remembered_at_its_purses(pairs: list[Pair], at: list[int]) -> None:
    assert homes(pairs, books().accounts) == at


def test_what_can_be_spent_is_what_is_neither_held_nor_below_the_floor() -> None:
    assert account(1, floor=-100, balance=50, held=30).available == 120
    assert account(1, floor=20, balance=50, held=30).available == 0
