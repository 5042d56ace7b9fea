"""What others know of a person, in the spellings in which people put it into a secret."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import permutations
from typing import Final

WINDOW: Final = 6  # so many digits in a row of a longer number are no accident
WORD_LEAST: Final = 4  # shorter ones stand in too many good secrets by accident
HAN_WORD_LEAST: Final = 2

_BETWEEN = re.compile(r"[\s\-_./,:年月日]")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the person and the card that a secret is for; all of it may be empty."""

    name: str = field(default="", repr=False)
    born_on: date | None = field(default=None, repr=False)
    id_digits: str = field(default="", repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    emails: tuple[str, ...] = field(default=(), repr=False)
    card_numbers: tuple[str, ...] = field(default=(), repr=False)


def bare(text: str) -> str:
    """In small letters, without accents and without what people put between parts."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return _BETWEEN.sub("", "".join(one for one in apart if not unicodedata.combining(one)))


def has_date(secret: str, day: date) -> bool:
    """Whether the day stands in it. A short spelling only counts when it is the whole."""
    text = bare(secret)
    spelled = set(spellings(day))
    return text in spelled or any(len(one) >= WINDOW and one in text for one in spelled)


def has_digits_of(secret: str, number: str) -> bool:
    """Whether a stretch of this number stands in it; of a short PIN, whether it is all of it."""
    text, known = bare(secret), bare(number)
    size = min(WINDOW, len(text))
    windows = (text[start : start + size] for start in range(len(text) - size + 1))
    return any(window in known for window in windows if _is_number(window))


def has_word(secret: str, words: Iterable[str]) -> bool:
    """Whether one of these words stands in it, however it is written."""
    text = bare(secret)
    return any(word in text for word in words if len(word) >= _least(word))


def has_email(secret: str, email: str) -> bool:
    """Whether what stands before the @ stands in it, or the number that it is made of."""
    local = email.partition("@")[0]
    words = (bare(local), bare(local.partition("+")[0]))
    return has_word(secret, words) or has_digits_of(secret, re.sub("[^0-9]", "", local))


def spellings(day: date) -> Iterator[str]:
    """The usual ways to write a date without marks, from `19900131` to `jan31` and `0131`."""
    years = {f"{day:%Y}", f"{day:%y}"}
    months = {f"{day:%m}", str(day.month)}
    days = {f"{day:%d}", str(day.day)}
    named = {_MONTHS[day.month - 1], _MONTHS[day.month - 1][:3]}
    for parts in ((years, months, days), (years, named, days), (years, months), (years, named)):
        yield from _in_any_order(*parts)
    yield from _in_any_order(months, days)
    yield from _in_any_order(named, days)
    yield f"{day:%Y}"


def name_words(name: str) -> Iterator[str]:
    """The name and its parts, and its parts put together from either end."""
    parts = [bare(part) for part in re.split(r"[\s·'.-]+", name)]
    yield from parts
    yield "".join(parts)
    yield "".join(reversed(parts))


def _in_any_order(*parts: set[str]) -> Iterator[str]:
    for order in permutations(parts):
        texts = [""]
        for part in order:
            texts = [text + one for text in texts for one in part]
        yield from texts


def _is_number(window: str) -> bool:
    return re.fullmatch("[0-9]+x?", window) is not None


def _least(word: str) -> int:
    return WORD_LEAST if word.isascii() else HAN_WORD_LEAST
