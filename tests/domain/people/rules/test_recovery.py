"""Codes for when the second factor is lost: easy to read, hard to misread."""

import pytest

from yika.domain.people.rules import recovery


def test_a_code_is_three_groups_of_four_letters() -> None:
    assert recovery.shown(bytes(8)) == "0000-0000-0000"
    assert recovery.shown(b"\xff" * 8) == "zzzz-zzzz-zzzz"


def test_sixty_bits_make_the_code_and_no_two_look_alike() -> None:
    codes = {recovery.shown((1 << place).to_bytes(8)) for place in range(60)}
    assert len(codes) == 60


@pytest.mark.parametrize(
    "typed", ["k7f3-9m2q-x4v1", "K7F3 9M2Q X4VL", "k7f39m2qx4vi", "ｋ７ｆ３－９ｍ２ｑ－ｘ４ｖ１"]
)
def test_one_code_however_it_is_typed(typed: str) -> None:
    assert recovery.normal(typed) == "k7f39m2qx4v1"


@pytest.mark.parametrize("typed", ["", "123456", "k7f3-9m2q-x4v", "k7f3-9m2q-x4vu", "一二三四" * 3])
def test_what_is_no_recovery_code_is_told_apart(typed: str) -> None:
    assert recovery.normal(typed) is None
