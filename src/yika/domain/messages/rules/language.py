"""The languages that we write in."""

from typing import Literal

Language = Literal["zh-hans", "en"]
LANGUAGES: tuple[Language, ...] = ("zh-hans", "en")


def spoken(language: str) -> Language:
    """The language that we write in to somebody who reads this one."""
    return "en" if language.lower().partition("-")[0] == "en" else "zh-hans"
