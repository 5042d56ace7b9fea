"""Draws counts as SVG made here: columns over days or classes, and bars beside names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 680, 220
LEFT, TOP, BOTTOM = 40, 12, 28
GRID = 4
LABELS = 8
GAP = 0.3


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where it stands, how high it is, and whether it is of the second series."""

    x: float
    y: float
    wide: float
    high: float
    second: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the strokes go, in units of the drawing."""

    columns: Sequence[Column]
    grid: Sequence[tuple[float, int]]
    labels: Sequence[tuple[float, str]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT


@dataclass(frozen=True, slots=True)
class Bar:
    """A count beside its name; `part` of a hundred of the longest."""

    name: str
    count: int
    part: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in words under a label, over a bar; `part` of a hundred."""

    label: str
    said: str
    part: float
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody's figures beside each other."""

    name: str
    cells: Sequence[Cell]


def cell(label: str, said: str, value: float | None, most: float, *, tone: str = "") -> Cell:
    """A figure of which the longest bar would be `most`."""
    return Cell(label, said, round(100 * value / most, 1) if value and most else 0.0, tone)


def columns(series: Sequence[Sequence[int]], names: Sequence[str]) -> Columns:
    """One or two series of counts beside each other, over the same names."""
    top = ceiling(max((count for one in series for count in one), default=0))
    floor = HEIGHT - BOTTOM
    apart = (WIDTH - LEFT) / max(len(names), 1)
    wide = apart * (1 - GAP) / len(series)
    every = -(-len(names) // LABELS)
    return Columns(
        columns=[
            Column(
                x=round(LEFT + place * apart + apart * GAP / 2 + row * wide, 1),
                y=round(floor - count / top * (floor - TOP), 1),
                wide=round(wide, 1),
                high=round(count / top * (floor - TOP), 1),
                second=row > 0,
            )
            for row, counts in enumerate(series)
            for place, count in enumerate(counts)
        ],
        grid=[
            (round(floor - part / GRID * (floor - TOP), 1), top * part // GRID)
            for part in range(GRID + 1)
        ],
        labels=[
            (round(LEFT + (place + 0.5) * apart, 1), names[place])
            for place in range(0, len(names), max(every, 1))
        ],
    )


def bars(counts: Mapping[str, int]) -> list[Bar]:
    """Bars, the longest first, as they come."""
    most = max(counts.values(), default=0)
    return [Bar(name, many, round(100 * many / most, 1)) for name, many in counts.items() if most]


def ceiling(most: int) -> int:
    """The least round number, a whole multiple of four, that nothing is above."""
    size = 1
    while True:
        for step in (1, 2, 5):
            if step * size * GRID >= most:
                return step * size * GRID
        size *= 10
