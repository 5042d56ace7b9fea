"""The ways a page can look: every pair of choices in `make test`, every combination in soak."""

import os
from collections.abc import Iterator, Sequence
from functools import cache
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
    """Which pages to open in which look, so that every page meets every choice, and any two
    choices meet on some page. In soak every page in every look.
    """
    if os.environ.get("YIKA_SOAK"):
        return [(look, tuple(pages)) for look in ALL]
    candidates = [(page, *look) for page in pages for look in ALL]
    missing = {pair for one in candidates for pair in combinations(enumerate(one), 2)}
    chosen: dict[Look, list[str]] = {}
    while missing:
        best = max(candidates, key=lambda one: len(missing & _pairs(one)))
        missing -= _pairs(best)
        chosen.setdefault(Look(*best[1:]), []).append(str(best[0]))
    return [(look, tuple(found)) for look, found in chosen.items()]


@cache
def _pairs(one: tuple[object, ...]) -> frozenset[object]:
    return frozenset(combinations(enumerate(one), 2))
