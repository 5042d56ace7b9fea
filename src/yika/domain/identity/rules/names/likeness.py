"""Whether two names are one: as they are written, folded, or with their parts in another order."""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from yika.domain.identity.rules.names.folding import fold_traditional
from yika.domain.identity.rules.names.shape import DOT, normal_name

# Letters that machine-readable zones spell out.
SPELLED = str.maketrans(
    {
        "\u00c4": "AE",
        "\u00d6": "OE",
        "\u00dc": "UE",
        "\u1e9e": "SS",
        "\u00c6": "AE",
        "\u00d8": "OE",
        "\u00c5": "AA",
        "\u00de": "TH",
        "\u00d0": "D",
        "\u0141": "L",
        "\u0110": "D",
        "\u0152": "OE",
    }
)


# Accents, and what chooses between two forms of one character; not the vowels of other scripts.
ACCENTS = re.compile("[\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class Likeness(StrEnum):
    """How alike two names are, the closest first."""

    EXACT = "exact"
    FOLDED = "folded"
    ORDER = "order"
    CUT = "cut"
    DIFFERENT = "different"


def compare_names(one: str, other: str, *, cut: bool = False) -> Likeness:
    """How alike these are.

    Folded are capitals, accents, dots, rare forms and traditional characters; order is that of
    the parts of a Latin name. `cut` says that `other` may end early, as in a zone too short.
    """
    if normal_name(one) == normal_name(other):
        return Likeness.EXACT
    firsts, seconds = _spellings(one), _spellings(other)
    if {"".join(each) for each in firsts} & {"".join(each) for each in seconds}:
        return Likeness.FOLDED
    if {_sorted(each) for each in firsts} & {_sorted(each) for each in seconds}:
        return Likeness.ORDER
    if cut and any(_begins_with(a, b) for a in firsts for b in seconds if b):
        return Likeness.CUT
    return Likeness.DIFFERENT


def is_called(called: str, names: Iterable[str]) -> bool:
    """Whether this is any of these names of one person, however it is written."""
    return any(compare_names(called, name) is not Likeness.DIFFERENT for name in names if name)


def index_name(text: str) -> str:
    """What the blind index of a name is made of: spellings of one name find each other."""
    return "".join(_parts(_without_accents(_folded(text))))


def _folded(text: str) -> str:
    wide = unicodedata.normalize("NFKC", normal_name(text))
    capitals = wide.replace("\u00df", "\u1e9e").upper()
    return fold_traditional(capitals)


def _spellings(text: str) -> set[tuple[str, ...]]:
    """With accents left out, and with them spelled out as zones do."""
    folded = _folded(text)
    return {_parts(_without_accents(folded)), _parts(_without_accents(folded.translate(SPELLED)))}


def _without_accents(text: str) -> str:
    return ACCENTS.sub("", unicodedata.normalize("NFD", text.replace("\u1e9e", "SS")))


def _parts(text: str) -> tuple[str, ...]:
    parts = re.split(rf"[\s,\-{DOT}\u2010\u2011/()]+", re.sub("['\u2019\u2018\u02bc.]", "", text))
    return tuple(part for part in parts if part)


def _sorted(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(parts))


def _begins_with(whole: tuple[str, ...], start: tuple[str, ...]) -> bool:
    return "".join(whole).startswith("".join(start))
