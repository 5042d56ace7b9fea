"""What was asked and what was written have one encoding each, which never changes."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.ledger.asking import hold, key, pay, pay_all, release, spend, take_back
from tests.domain.ledger.posting.views import NOW
from yika.domain.ledger.posting.seal import batch_content, digest
from yika.domain.ledger.posting.view import AnswerRow, BatchRow, MoveRow

numbers = st.integers(-(2**63), 2**63 - 1)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
blobs = st.binary(max_size=4)
moves = st.builds(
    MoveRow,
    *[numbers] * 6,
    st.none() | numbers,
    numbers,
    st.booleans(),
    blobs,
    blobs,
    numbers,
    numbers,
    texts,
    texts,
    st.none() | numbers,
)
rows_of_answers = st.builds(
    AnswerRow, blobs, numbers, blobs, texts, texts, numbers, numbers, numbers
)
batches = st.builds(
    BatchRow, numbers, numbers, st.none() | numbers, st.none() | numbers, numbers, numbers
)
contents = st.tuples(batches, st.lists(moves, max_size=3), st.lists(rows_of_answers, max_size=3))


def test_digests_of_requests_already_answered_stay_what_they_were() -> None:
    """Frozen: a field added to an item later must be left out of the digest at its default."""
    asked = [
        pay("bus 7", 10, 13, 200),
        spend("coffee", (10, 11), 13, 350, used_at=1_700_000_000_000_000),
        take_back("mistake", 10, "bus 7"),
    ]
    assert [digest(item).hex() for item in asked] == [
        "9d451b37c1ebb3073792529292b13540",
        "978ea01044e951a2cb66c42193fa03f1",
        "eb89d822c7d0e68389b2addd5b5ede60",
    ]


@settings(max_examples=40)
@given(contents, contents)
def test_two_batches_have_the_same_content_only_if_they_are_the_same(one: Any, two: Any) -> None:
    def seen(content: Any) -> Any:
        return repr(content)

    assert (batch_content(*one) == batch_content(*two)) == (seen(one) == seen(two))


@settings(max_examples=40)
@given(contents)
def test_a_row_taken_from_the_moves_is_not_made_up_for_by_the_answers(content: Any) -> None:
    batch, written, kept = content
    whole = batch_content(batch, written, kept)
    assert batch_content(batch, written[1:], kept) != whole or not written
    assert batch_content(batch, written, kept[1:]) != whole or not kept
    assert batch_content(batch, kept, written) != whole or written == kept


def test_whatever_is_asked_differently_has_another_digest() -> None:
    asked = [
        pay("a", 10, 13, 200),
        pay("b", 10, 13, 200),
        pay("a", 13, 10, 200),
        pay("a", 10, 13, 201),
        pay("a", 10, 13, 2**90),
        pay("a", 10, 13, 2**90 + 1),
        pay("a", 10, 13, 200, unit="points"),
        pay("a", 10, 13, 200, reason="other"),
        pay("a", 10, 13, 200, way="cash"),
        pay("a", 10, 13, 200, used_at=0),
        pay("a", 10, 13, 200, booked_on=date(2026, 11, 20)),
        pay("a", 10, 13, 200, hold=key("h")),
        pay("a", 10, 13, 200, past_freeze=True),
        pay_all("a", (10, 13, 100), (10, 13, 100)),
        spend("a", (10,), 13, 200),
        spend("a", (10, 11), 13, 200),
        spend("a", (11, 10), 13, 200),
        take_back("a", 10, "o"),
        take_back("a", 11, "o"),
        hold("a", 10, 200, NOW),
        release("a", 10, "h"),
        release("a", 10, "h", expired=True),
    ]
    assert len({digest(item) for item in asked}) == len(asked)
