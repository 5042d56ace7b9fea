"""An address: the one value that goes on over several lines."""

from collections.abc import Iterator, Sequence
from typing import Final

from yika.domain.identity.rules.reading.page import Piece

NEXT_LINE_MAX: Final = 1.8  # heights from the middle of one line to that of the next
ALIGNED: Final = 1.2  # heights by which the beginning of a line may be off


def address_of(label: Piece, page: Sequence[Piece]) -> Iterator[str]:
    """The line beside its label, and those that begin below it one after the other."""
    first = _first(label, page)
    if first is None:
        return
    lines = [first]
    for piece in page:
        if _goes_on(lines[-1], piece, first):
            lines.append(piece)
    yield "".join(line.text for line in lines)


def _first(label: Piece, page: Sequence[Piece]) -> Piece | None:
    """Behind the label in the same line, or to its right."""
    for piece in page:
        if piece.is_beside(label) and piece.left <= label.left and piece.right > label.right + 1:
            start = round(len(piece.text) * (label.right - piece.left) / (piece.right - piece.left))
            return piece.part(start, len(piece.text))
    edge = label.right - label.height / 2
    beside = [piece for piece in page if piece.is_beside(label) and piece.left >= edge]
    return min(beside, key=lambda piece: piece.left, default=None)


def _goes_on(last: Piece, piece: Piece, first: Piece) -> bool:
    down = piece.middle - last.middle
    return (
        last.height / 2 < down < NEXT_LINE_MAX * last.height
        and abs(piece.left - first.left) < ALIGNED * first.height
    )
