"""Text as a reader prints it, made fit for being looked into."""

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

INVISIBLE: Final = {"Cc", "Cf", "Cs", "Cn"}


def plain(text: str) -> str:
    """Narrow characters, nothing invisible, single spaces. Fullwidth digits become digits."""
    narrow = unicodedata.normalize("NFKC", text)
    shown = (" " if each.isspace() else each for each in narrow if _is_shown(each))
    return " ".join("".join(shown).split())


def tight(text: str) -> str:
    """Without any spaces: readers put them between Chinese characters as they like."""
    return "".join(text.split())


def is_chinese(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return any(unicodedata.name(each, "").startswith("CJK UNIFIED") for each in text)


@cache
def table(name: str) -> Mapping[str, Any]:
    """One of the tables beside this file."""
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text("utf-8"))


def _is_shown(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in INVISIBLE
