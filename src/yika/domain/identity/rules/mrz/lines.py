"""The lines of a zone out of what a reader saw: fillers are what it knows least."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import product
from typing import Final

from yika.domain.identity.rules.mrz.digits import FILLER

# Brackets of other scripts, single and double, that readers put for fillers.
FILLERS: Final = {
    ord(alike): FILLER * count
    for count, marks in ((1, "\u2039\u27e8\u3008\u304f"), (2, "\u00ab\u226a\u300a\u27ea"))
    for alike in marks
}
LENGTH_MIN: Final = 24
NAMES_MIN: Final = 8
# All lines of a zone in one, and how wide each of them is.
GLUED: Final = {90: 30, 72: 36, 88: 44}
NUMBER_LENGTH: Final = 9
NUMBER_MIN: Final = 5
COUNTRY: Final = slice(10, 13)
SHORT_COUNTRY: Final = "D"


def zone_lines(text: str) -> list[str]:
    """Those lines that can be of a zone, with capitals, digits and fillers only.

    A line of names may have lost most of its fillers; lines that were run together are parted.
    """
    narrow = (unicodedata.normalize("NFKC", line).translate(FILLERS) for line in text.splitlines())
    lines = (re.sub(r"[^A-Z0-9<]", "", line.upper()) for line in narrow)
    return [part for line in lines for part in _parts(line) if _is_of_zone(part)]


def _parts(line: str) -> list[str]:
    width = GLUED.get(len(line), len(line)) or 1
    return [line[start : start + width] for start in range(0, len(line), width)]


def _is_of_zone(line: str) -> bool:
    return len(line) >= LENGTH_MIN or (FILLER in line and len(line) >= NAMES_MIN)


def with_fillers(line: str) -> Iterator[str]:
    """The line as it is, then as it would be if fillers behind the number or D were lost."""
    yield line
    for number, country in product(_numbers(line), range(len(SHORT_COUNTRY) + 2)):
        behind = COUNTRY.start + len(SHORT_COUNTRY)
        if number != line or country:
            yield number[:behind] + FILLER * country + number[behind:]


def _numbers(line: str) -> Iterator[str]:
    yield line
    for place in range(NUMBER_MIN, NUMBER_LENGTH):
        for lost in range(1, NUMBER_LENGTH - place + 1):
            yield line[:place] + FILLER * lost + line[place:]
