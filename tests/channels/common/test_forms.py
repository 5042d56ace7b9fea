"""Forms keep what was typed, and offer once more what was offered and has to be given."""

import pytest

from yika.channels.common.asking.forms import form
from yika.domain.errands.rules.asks import Ask, AskKind


@pytest.mark.parametrize(
    ("required", "posted", "shown"),
    [
        (True, "", "what was read"),
        (True, "typed", "typed"),
        (False, "", ""),
    ],
    ids=["left empty", "typed", "emptied"],
)
def test_what_was_offered_and_has_to_be_given_comes_again(
    required: bool, posted: str, shown: str
) -> None:
    ask = Ask("name", AskKind.TEXT, "Name", required=required, value="what was read")
    [field] = form([ask], {"name": posted}).fields
    assert field.value == shown


def test_a_secret_is_never_shown_again() -> None:
    ask = Ask("pin", AskKind.PIN, "PIN", secret=True, value="123456")
    [field] = form([ask], {"pin": "654321"}).fields
    assert not field.value
