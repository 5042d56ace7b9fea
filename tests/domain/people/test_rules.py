"""Handles: one spelling, a small alphabet."""

import pytest

from yika.domain.people import rules
from yika.kit.errors import Invalid


@pytest.mark.parametrize("handle", ["lin", "lin.wan", "zhou-2", "a" * 32])
def test_letters_digits_and_marks_inside_make_a_handle(handle: str) -> None:
    rules.check_handle(handle)


@pytest.mark.parametrize(
    "handle", ["", "li", "2lin", "lin.", "Lin", "林晚", "a" * 33, "lin wan", "lin\n"]
)
def test_anything_else_does_not(handle: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.check_handle(handle)
    assert refused.value.faults[0].where == "handle"


@pytest.mark.parametrize("typed", ["lin.wan", " Lin.Wan ", "ｌｉｎ.ｗａｎ"])
def test_one_handle_however_it_is_typed(typed: str) -> None:
    assert rules.normal_handle(typed) == "lin.wan"
