"""What a reader finds on a picture: lines of text with where they stand, and nothing more."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self


class Point(NamedTuple):
    """A place on the picture in pixels, from its upper left corner."""

    x: float
    y: float


Corners = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Box:
    """One line of text. Its corners go around it clockwise, as the picture lies."""

    text: str
    score: float
    corners: Corners


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """All the text on one picture, as it was found and by whom."""

    engine: str
    version: str
    found: tuple[Box, ...] = ()

    def rows(self) -> list[list[Any]]:
        """What is found, as it goes over a line or into a file."""
        return [[box.text, box.score, [list(one) for one in box.corners]] for box in self.found]

    @classmethod
    def of_rows(cls, rows: Sequence[Sequence[Any]], *, engine: str, version: str) -> Self:
        """The same again. ValueError or TypeError where this is something else."""
        found = tuple(Box(str(text), float(score), _corners(at)) for text, score, at in rows)
        return cls(engine=engine, version=version, found=found)


def _corners(points: Sequence[Sequence[float]]) -> Corners:
    one, two, three, four = (Point(float(x), float(y)) for x, y in points)
    return one, two, three, four
