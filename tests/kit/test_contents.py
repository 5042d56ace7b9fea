"""Contents kept apart from their key: whole, at their own place, or not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yika.kit import contents, envelope
from yika.kit.envelope import Unreadable

WHERE = "rivertown|identity.Evidence|evi_1|picture|file_1"


@given(st.binary(max_size=200))
@settings(max_examples=30)
def test_every_content_comes_back_as_it_was(plain: bytes) -> None:
    made = contents.seal(plain, where=WHERE)
    assert contents.open_(made, where=WHERE) == plain
    assert len(made.sealed) == len(plain) + contents.TAG_BYTES


@pytest.mark.parametrize("part", ["data_key", "nonce", "sealed"])
@pytest.mark.parametrize("spoilt", [b"", b"x" * 12, b"x" * 32])
def test_no_part_can_be_altered_unnoticed(part: str, spoilt: bytes) -> None:
    made = contents.seal(b"a picture", where=WHERE)
    with pytest.raises(Unreadable, match="altered"):
        contents.open_(made._replace(**{part: spoilt}), where=WHERE)


def test_a_content_of_a_file_never_passes_for_that_of_a_column() -> None:
    made = contents.seal(b"a picture", where=WHERE)
    assert contents._bound(WHERE) != envelope._bound(WHERE)
    with pytest.raises(Unreadable):
        contents.open_(made, where=f"{WHERE}2")
