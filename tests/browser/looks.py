"""The ways a page can look: every pair of choices in `make test`, every combination in soak."""

import os
from collections.abc import Iterator
from itertools import combinations, product
from typing import NamedTuple


class Look(NamedTuple):
    language: str
    size: str
    theme: str
    width: int

    def __str__(self) -> str:
        return "-".join(map(str, self))


CHOICES = (("zh-hans", "en"), ("standard", "large", "largest"), ("light", "dark"), (320, 390, 1280))
ALL = [Look(*values) for values in product(*CHOICES)]


def pairs(look: Look) -> set[tuple[tuple[int, object], ...]]:
    return set(combinations(enumerate(look), 2))


def pairwise() -> Iterator[Look]:
    """As few looks as greed finds, so that any two choices meet in one of them."""
    missing = set().union(*map(pairs, ALL))
    while missing:
        best = max(ALL, key=lambda look: len(pairs(look) & missing))
        missing -= pairs(best)
        yield best


LOOKS = ALL if os.environ.get("YIKA_SOAK") else list(pairwise())
PLAIN = Look("en", "standard", "light", 1280)
