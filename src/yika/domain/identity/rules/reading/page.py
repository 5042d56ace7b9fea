"""Puts the lines of text upright: level, and in the order in which a person reads them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from yika.domain.identity.rules.reading.boxes import Box, Point
from yika.domain.identity.rules.reading.text import plain

QUARTERS: Final = (0, 90, 180, 270)
SAME_ROW: Final = 0.6  # of a line's height: so far apart may the middles of one row be


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of text as it stands on an upright page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def is_beside(self, other: "Piece") -> bool:
        """Whether both stand on one row."""
        return abs(self.middle - other.middle) < SAME_ROW * max(self.height, other.height)

    def part(self, start: int, end: int) -> "Piece":
        """So many of its characters, as if all were equally wide."""
        each = (self.right - self.left) / max(len(self.text), 1)
        left, right = self.left + each * start, self.left + each * end
        return Piece(self.text[start:end], left, right, self.top, self.bottom)


def pages(boxes: Sequence[Box]) -> Iterator[tuple[int, list[Piece]]]:
    """The page in each of the four ways to hold it that the lines allow, and how it was turned.

    Which one is right only what stands there can tell: a reader reads lines that stand on their
    heads, too.
    """
    if not boxes:
        return
    skew = _skew(boxes)
    for turned in QUARTERS:
        pieces = [_piece(box, turned - skew) for box in boxes]
        if _mostly_level(pieces):
            yield turned, sorted(pieces, key=lambda piece: (piece.middle, piece.left))


def _skew(boxes: Sequence[Box]) -> float:
    """By how many degrees most of the text leans, counted from the nearest edge of the picture."""
    leanings = sorted(_leaning(box) for box in boxes)
    half = sum(length for _, length in leanings) / 2
    for angle, length in leanings:
        half -= length
        if half <= 0:
            return angle
    return 0.0


def _leaning(box: Box) -> tuple[float, float]:
    """The angle of its longer edge, from -45 to 45, and how long that is."""
    one, two, three, _ = box.corners
    edges = [(two.x - one.x, two.y - one.y), (three.x - two.x, three.y - two.y)]
    x, y = max(edges, key=lambda edge: math.hypot(*edge))
    angle = math.degrees(math.atan2(y, x))
    return (angle + 45) % 90 - 45, math.hypot(x, y)


def _piece(box: Box, degrees: float) -> Piece:
    turned = [_turned(corner, math.radians(degrees)) for corner in box.corners]
    across, down = sorted(point.x for point in turned), sorted(point.y for point in turned)
    # The outermost corners of a leaning line reach into its neighbors: the means do not.
    left, right = sum(across[:2]) / 2, sum(across[2:]) / 2
    top, bottom = sum(down[:2]) / 2, sum(down[2:]) / 2
    return Piece(plain(box.text), left, right, top, bottom)


def _turned(point: Point, angle: float) -> Point:
    sine, cosine = math.sin(angle), math.cos(angle)
    return Point(point.x * cosine - point.y * sine, point.x * sine + point.y * cosine)


def _mostly_level(pieces: Sequence[Piece]) -> bool:
    """Lines of text are wider than they are high, but for very short ones."""
    width = sum(piece.right - piece.left for piece in pieces)
    return width >= sum(piece.height for piece in pieces)
