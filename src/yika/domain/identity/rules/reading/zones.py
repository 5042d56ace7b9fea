"""Finds the lines of a machine-readable zone among the others, and reads them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final

from yika.domain.identity.rules.documents import RULES, Fields, Side
from yika.domain.identity.rules.mrz import parse
from yika.domain.identity.rules.reading.page import Piece
from yika.domain.identity.rules.reading.text import table, tight
from yika.products.documents import Document

LENGTH_MIN: Final = 24
PART: Final = re.compile(r"[A-Z0-9<]{3,}")
DIGITS: Final = re.compile(r"[0-9]{6}")
BEFORE_BIRTH: Final = re.compile(r"^([A-Z0-9<]{9}[0-9OIBS])([A-Z0-9]{3})(?=[0-9OIBS]{7}[MFX<])")
LETTERS: Final = str.maketrans("0158", "OISB")
MADE_FOR_READERS: Final = re.compile(r"<|[0-9]{6}")


def has_zone(document: Document, side: Side) -> bool:
    """Whether there may be one on this side."""
    return "mrz" in RULES[document].sides.get(side, frozenset())


def read_zone(page: Sequence[Piece], *, today: date) -> Fields:
    """What it says if its digits are right, and its lines in any case; empty if there is none."""
    lines = "\n".join(map(_mended, _lines(page)))
    if not lines:
        return Fields()
    zone = parse(lines, today=today)
    if zone is None or zone.wrong:
        return Fields(mrz=lines)
    return replace(zone.fields(), mrz=lines)


def _lines(page: Sequence[Piece]) -> Iterator[str]:
    """Rows that are long enough and of the right characters; readers break some in two."""
    row: list[Piece] = []
    for piece in [*page, None]:
        if row and (piece is None or not piece.is_beside(row[-1])):
            text = "".join(_narrow(part.text) for part in sorted(row, key=lambda part: part.left))
            if len(text) >= LENGTH_MIN and MADE_FOR_READERS.search(text):
                yield text
            row = []
        if piece and PART.fullmatch(_narrow(piece.text)):
            row.append(piece)


def _mended(line: str) -> str:
    """Letters where only letters can be: in names, and in the country behind a number.

    Digits are mended where the check digit then proves it, by whoever reads the zone.
    """
    if not DIGITS.search(line):
        return line.translate(LETTERS)
    return BEFORE_BIRTH.sub(lambda found: found[1] + found[2].translate(LETTERS), line)


def _narrow(text: str) -> str:
    return tight(text).upper().translate(_alike())


@cache
def _alike() -> dict[int, str]:
    return {ord(printed): meant for printed, meant in table("words.toml")["alike"]}
