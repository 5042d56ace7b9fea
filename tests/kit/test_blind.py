"""The blind index: equal for equal texts, silent without its key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.kit import blind
from yika.kit.keyring import Keyring

KEYRING = Keyring.generate()
NUMBER = "11010119900307011X"


@pytest.mark.parametrize(
    "same", ["11010119900307011x", "１１０１０１１９９００３０７０１１Ｘ", NUMBER]
)
def test_other_ways_to_type_the_same_number_find_it(same: str) -> None:
    assert blind.index(KEYRING, "resident-id", same) == blind.index(KEYRING, "resident-id", NUMBER)


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert blind.index(KEYRING, "name", text.upper()) == blind.index(KEYRING, "name", text)


def test_another_number_kind_or_key_is_another_index() -> None:
    index = blind.index(KEYRING, "resident-id", NUMBER)
    assert index != blind.index(KEYRING, "resident-id", NUMBER[:-1] + "1")
    assert index != blind.index(KEYRING, "passport", NUMBER)
    assert index != blind.index(Keyring.generate(), "resident-id", NUMBER)
    assert len(index) == 34


def test_a_kind_cannot_run_into_its_text() -> None:
    with pytest.raises(ValueError, match="no bar"):
        blind.index(KEYRING, "resident|id", NUMBER)


def test_the_version_of_the_key_stands_in_front() -> None:
    rotated = KEYRING.with_new("index")
    assert blind.key_version(blind.index(KEYRING, "phone", "1")) == 1
    assert blind.key_version(blind.index(rotated, "phone", "1")) == 2


def test_rows_under_an_older_key_are_still_found() -> None:
    old = blind.index(KEYRING, "phone", "13800138000")
    rotated = KEYRING.with_new("index")
    looked_for = blind.candidates(rotated, "phone", "13800138000")
    assert looked_for == [blind.index(rotated, "phone", "13800138000"), old]
