"""Tells labels from values: what stands behind a label, beside it or below it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from yika.domain.identity.rules.documents import Side
from yika.domain.identity.rules.names import fold_traditional
from yika.domain.identity.rules.reading.page import Piece
from yika.domain.identity.rules.reading.text import table
from yika.products.documents import Document

Labels = tuple[tuple[str, re.Pattern[str]], ...]
BETWEEN: Final = r"[\s/]*"
BEHIND: Final = r"[\s/:]*"
NOT_A_WORD: Final = r"(?![A-Za-z])"  # "Name" is no label in NAMES
BELOW_MAX: Final = 2.5  # heights of the label, down to the middle of its value
ALIGNED: Final = 1.5  # heights of the label, to either side


@dataclass(frozen=True, slots=True)
class Token:
    """A label of a field, or a value where `field` is empty."""

    field: str
    piece: Piece


@cache
def labels_of(document: Document, side: Side) -> Labels:
    """The labels on this side, the longest first; none where nothing is read by labels."""
    told = table("labels.toml").get(document, {}).get(side, {})
    pairs = [(field, label) for field, labels in told.items() for label in labels]
    pairs.sort(key=lambda pair: -len(pair[1]))
    return tuple((field, _pattern(label)) for field, label in pairs)


def tokens_of(piece: Piece, labels: Labels) -> Iterator[Token]:
    """The labels at the beginning of a line, and the rest of it.

    A label in the middle of a line is part of a value, as in the name of a street; but the sex is
    one word, and readers join it with what follows.
    """
    text = fold_traditional(piece.text)
    place = 0
    while place < len(text):
        found = _label_at(text, place, labels)
        if found:
            field, end = found
        else:
            field, end = "", _sex_before_label(text, place, labels) or len(text)
        yield Token(field, piece.part(place, end))
        place = end


def values_of(label: Token, tokens: Sequence[Token]) -> Iterator[str]:
    """What may be the value of this label, the likeliest first."""
    beside = _beside(label, tokens)
    if beside:
        yield " ".join(token.piece.text.strip() for token in beside)
        yield beside[0].piece.text.strip()
    below = [token for token in tokens if not token.field and _is_below(token.piece, label.piece)]
    if below:
        yield min(below, key=lambda token: token.piece.middle).piece.text.strip()


def _pattern(label: str) -> re.Pattern[str]:
    spelled = BETWEEN.join(map(re.escape, label))
    is_word = label[-1].isascii() and label[-1].isalpha()
    return re.compile(spelled + (NOT_A_WORD if is_word else "") + BEHIND, re.IGNORECASE)


def _label_at(text: str, place: int, labels: Labels) -> tuple[str, int] | None:
    for field, pattern in labels:
        found = pattern.match(text, place)
        if found:
            return field, found.end()
    return None


def _sex_before_label(text: str, place: int, labels: Labels) -> int | None:
    words = "|".join(table("words.toml")["sexes"])
    found = re.compile(rf"(?:{words})\s*").match(text, place)
    return found.end() if found and _label_at(text, found.end(), labels) else None


def _beside(label: Token, tokens: Sequence[Token]) -> list[Token]:
    """The values to its right on the same row, up to the next label."""
    edge = label.piece.right - label.piece.height / 2
    row = [
        token
        for token in tokens
        if token is not label and token.piece.left >= edge and token.piece.is_beside(label.piece)
    ]
    row.sort(key=lambda token: token.piece.left)
    until = next((place for place, token in enumerate(row) if token.field), len(row))
    return row[:until]


def _is_below(piece: Piece, label: Piece) -> bool:
    down = piece.middle - label.middle
    return (
        label.height / 2 < down < BELOW_MAX * label.height
        and abs(piece.left - label.left) < ALIGNED * label.height
    )
