"""The ways a page can look: every pair of choices in `make test`, every combination in soak."""

import os
from collections.abc import Iterator, Sequence
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


def spread(pages: Sequence[str]) -> list[tuple[Look, tuple[str, ...]]]:
    """Which pages to open in which look, turn by turn: each in two that differ, or in one where
    the pages are so many that every look is met by some. In soak every page in every look.
    """
    if os.environ.get("YIKA_SOAK"):
        return [(look, tuple(pages)) for look in ALL]
    shifts = (0,) if len(pages) > len(LOOKS) else (0, len(LOOKS) // 2)
    chosen: dict[Look, list[str]] = {}
    for place, page in enumerate(pages):
        for shift in shifts:
            chosen.setdefault(LOOKS[(place + shift) % len(LOOKS)], []).append(page)
    return [(look, tuple(found)) for look, found in chosen.items()]
