"""Both lanes write the same: a plain posting gives the same rows the long way."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.ledger.asking import pay
from tests.domain.ledger.posting.views import (
    CASH,
    NOW,
    OTHER,
    POINTS,
    PURSE,
    SECOND,
    SHOP,
    account,
    books,
    decided,
)
from yika.domain.ledger.posting.items import Post
from yika.domain.ledger.posting.view import View
from yika.kit.moments import to_micros

ACCOUNTS = [PURSE, SECOND, CASH, SHOP, 20, 21, 22, 23, 404]
plain_items = st.builds(
    pay,
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(ACCOUNTS),
    st.sampled_from(ACCOUNTS),
    st.sampled_from([1, 100, 500, 501, 2**62, 2**63 - 1, 2**63, 0, -1]),
    used_at=st.sampled_from([None, to_micros(NOW), 0, -1, to_micros(NOW) + 10**9]),
    unit=st.sampled_from(["CNY", "CNY", "points"]),
)


def view() -> View:
    return books(
        account(20, POINTS, floor=0),
        account(21, OTHER, floor=0),
        account(22, state="frozen"),
        account(23, floor=0, state="closed"),
        closed=20_000,
    )


@settings(max_examples=150)
@given(st.lists(plain_items, min_size=1, max_size=6))
def test_a_batch_is_answered_like_the_same_items_one_by_one(items: list[Post]) -> None:
    """Alone, an item finds no day known and goes the long way; in company the fast one."""
    together, alone = view(), view()
    warm = pay("warm", PURSE, SHOP, 1)
    told, changes = decided(warm, *items, view=together)
    one_by_one = []
    rows = []
    for item in [warm, *items]:
        outcomes, written = decided(item, view=alone)
        one_by_one += outcomes
        rows += written.moves
    assert [(o.code, o.facts, o.repeated) for o in told] == [
        (o.code, o.facts, o.repeated) for o in one_by_one
    ]
    same = [row._replace(id=0, previous=0) for row in changes.moves]
    assert same == [row._replace(id=0, previous=0) for row in rows]
