"""Checks of what was read: whether its sides belong together, and what was changed of it."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import combinations
from typing import Final

from yika.domain.identity.rules.checks.about import About
from yika.domain.identity.rules.checks.check import Check, CheckName, not_run, odd, passed
from yika.domain.identity.rules.documents import FIELDS, Fields, Side
from yika.domain.identity.rules.names import Likeness, compare_names, fold_traditional
from yika.domain.identity.rules.numbers import normal_number
from yika.domain.identity.rules.reasons import Reason

ON_BOTH: Final = frozenset(
    {"name", "latin_name", "number", "sex", "born_on", "nationality", "expires_on"}
)
NAMES: Final = frozenset({"name", "latin_name"})
# Leaving one of these out changes what the document says.
DECISIVE: Final = frozenset({"name", "number", "sex", "born_on", "expires_on", "permanent"})
NUMBERS: Final = frozenset({"number", "other_number"})


def check_sides(about: About) -> Check:
    """Whether the sides are of one document, as far as they say the same things.

    The back of a citizen's card names the police of where its holder lives: where that has
    nothing in common with the address, somebody should look at it.
    """
    if about.read is None:
        return not_run(CheckName.SIDES, Reason.NOT_READ)
    if len(about.sides()) == 1:
        return not_run(CheckName.SIDES, Reason.NOTHING_TO_COMPARE)
    return _strange(about) or _whole(about)


def check_edits(about: About) -> Check:
    """Whether somebody corrected what was read; that is his right, and worth a look."""
    read, given = about.all_read(), about.given
    if not read.said():
        return not_run(CheckName.EDITS, Reason.NOT_READ)
    edited = {name for name in differences(given, read) if name != "mrz"}
    edited |= DECISIVE & (read.said().keys() - given.said().keys())
    listed = " ".join(name for name in FIELDS if name in edited)
    if NUMBERS & edited:
        return odd(CheckName.EDITS, Reason.EDITED_NUMBER, fields=listed)
    if edited:
        return odd(CheckName.EDITS, Reason.EDITED, fields=listed)
    return passed(CheckName.EDITS)


def differences(one: Fields, other: Fields) -> Iterator[str]:
    """The fields that both know and that say something else, however they are written."""
    for name in one.differing(other):
        ours, theirs = getattr(one, name), getattr(other, name)
        if name in NAMES:
            same = compare_names(ours, theirs) in {Likeness.EXACT, Likeness.FOLDED}
        elif name in NUMBERS:
            same = normal_number(ours) == normal_number(theirs)
        else:
            same = isinstance(ours, str) and "".join(ours.split()) == "".join(theirs.split())
        if not same:
            yield name


def is_near(address: str, authority: str) -> bool:
    """Whether the address and the office share two characters in a row, or nothing can be said."""
    folded = fold_traditional("".join(address.split()))
    office = fold_traditional("".join(authority.split()))
    for common in _common():
        office = office.replace(common, " ")
    parts = {office[place : place + 2] for place in range(len(office) - 1)}
    telling = {part for part in parts if len(part.strip()) > 1}
    return not folded or not telling or any(part in folded for part in telling)


def _strange(about: About) -> Check | None:
    other = next((side for side in about.sides() if _is_other_side(about, side)), None)
    if other:
        return odd(CheckName.SIDES, Reason.SIDE_MISSING, side=other.value)
    pairs = combinations((about.read or {}).values(), 2)
    differing = {each for one, another in pairs for each in differences(one, another)}
    differing &= ON_BOTH
    if differing:
        return odd(CheckName.SIDES, Reason.SIDES_DISAGREE, fields=" ".join(sorted(differing)))
    if not is_near(about.given.address, about.given.authority):
        return odd(CheckName.SIDES, Reason.SIDES_UNLIKE)
    return None


def _whole(about: About) -> Check:
    """Nothing strange is only a pass where something was read of every side."""
    if any(names and not _read(about, side).said() for side, names in about.sides().items()):
        return not_run(CheckName.SIDES, Reason.NOT_READ)
    return passed(CheckName.SIDES)


def _read(about: About, side: Side) -> Fields:
    return (about.read or {}).get(side, Fields())


def _is_other_side(about: About, side: Side) -> bool:
    """Whether there stands nothing that belongs here, but what belongs to another side."""
    there = set(_read(about, side).said())
    elsewhere = frozenset().union(*about.rule.sides.values()) - about.rule.sides[side]
    return not there & about.rule.sides[side] and bool(there & elsewhere)


@cache
def _common() -> tuple[str, ...]:
    text = resources.files(__package__).joinpath("offices.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["common"])
