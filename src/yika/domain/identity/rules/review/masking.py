"""What staff see of a document before they look at it with a reason."""

from collections.abc import Mapping
from typing import Final

from yika.domain.people.rules import masked_name

SHOWN_FIRST: Final = 3
SHOWN_LAST: Final = 3
HIDDEN_MIN: Final = 4
PLAIN: Final = frozenset({"nationality", "permanent", "issued_on", "expires_on"})


def masked(fields: Mapping[str, str]) -> dict[str, str]:
    """Name and number in part, validity whole, of everything else only that it is there."""
    return {name: _masked(name, value) for name, value in fields.items()}


def _masked(name: str, value: str) -> str:
    if name in PLAIN:
        return value
    if name == "name":
        return masked_name(value)
    if name == "number":
        return masked_number(value)
    return "*" * HIDDEN_MIN


def masked_number(number: str) -> str:
    """The first and the last three characters; of a short number fewer."""
    hidden = len(number) - SHOWN_FIRST - SHOWN_LAST
    if hidden < HIDDEN_MIN:
        return "*" * max(len(number) - 1, 1) + number[-1:]
    return number[:SHOWN_FIRST] + "*" * hidden + number[-SHOWN_LAST:]
