"""A box opens for one key, about one thing, whole; a mark is made by two."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from yika.domain.visits.rules import boxes
from yika.domain.visits.rules.boxes import NoKey, Unopenable

PRIVATE, PUBLIC = boxes.new_pair()


@given(plain=some.binary(max_size=200))
def test_what_was_sealed_opens_again(plain: bytes) -> None:
    box = boxes.seal_to(PUBLIC, plain, about="this")

    assert len(box) == len(plain) + boxes.OVERHEAD
    assert boxes.open_box(PRIVATE, box, about="this") == plain


def test_it_opens_for_nobody_else_and_as_nothing_else() -> None:
    box = boxes.seal_to(PUBLIC, b"secret", about="this")

    for private, about in ((boxes.new_pair()[0], "this"), (PRIVATE, "that")):
        with pytest.raises(Unopenable):
            boxes.open_box(private, box, about=about)


@given(place=some.integers(0, boxes.OVERHEAD + 5), bit=some.integers(0, 7))
def test_a_bit_that_turned_is_noticed(place: int, bit: int) -> None:
    box = bytearray(boxes.seal_to(PUBLIC, b"secret", about="this"))
    box[place] ^= 1 << bit
    with pytest.raises(Unopenable):
        boxes.open_box(PRIVATE, bytes(box), about="this")


@pytest.mark.parametrize("box", [b"", b"\x01", bytes(94), b"\x01" + bytes(200)])
def test_what_is_no_box_does_not_open(box: bytes) -> None:
    with pytest.raises(Unopenable):
        boxes.open_box(PRIVATE, box, about="this")


@pytest.mark.parametrize(
    "public",
    [b"", bytes(65), b"\x04" + bytes(64), PUBLIC[:-1]],
    ids=["empty", "zeros", "no point", "cut"],
)
def test_what_is_no_key_is_refused(public: bytes) -> None:
    with pytest.raises(NoKey):
        boxes.check_public(public)


def test_both_sides_make_the_same_mark_and_nobody_else_does() -> None:
    other, shown = boxes.new_pair()
    mine = boxes.mark(PRIVATE, shown, b"digest", about="this")

    assert mine == boxes.mark(other, PUBLIC, b"digest", about="this")
    assert mine != boxes.mark(other, PUBLIC, b"another", about="this")
    assert mine != boxes.mark(boxes.new_pair()[0], PUBLIC, b"digest", about="this")
