"""Draws what happened from day to day, as SVG made here: a line over an area, or some lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 680, 220
LEFT, RIGHT, TOP, BOTTOM = 48, 8, 12, 28
STEPS = (1, 2, 2.5, 5)
GRID = 4
LABELS = 5


@dataclass(frozen=True, slots=True)
class Chart:
    """Where the strokes go, in units of the drawing."""

    line: str
    area: str
    grid: Sequence[tuple[float, str]]
    days: Sequence[tuple[float, str]]
    last: tuple[float, float]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT


def chart(counts: Sequence[tuple[date, int]]) -> Chart:
    """The chart for these days, which follow each other."""
    top = ceiling(max((many for _day, many in counts), default=0))
    floor = HEIGHT - BOTTOM
    apart = (WIDTH - LEFT - RIGHT) / max(len(counts) - 1, 1)
    spots = [
        (round(LEFT + place * apart, 1), round(floor - many / top * (floor - TOP), 1))
        for place, (_day, many) in enumerate(counts)
    ]
    line = "M" + " L".join(f"{x} {y}" for x, y in spots)
    every = max(len(counts) // LABELS, 1)
    return Chart(
        line=line,
        area=f"{line} L{spots[-1][0]} {floor} L{LEFT} {floor} Z",
        grid=[
            (round(floor - part / GRID * (floor - TOP), 1), f"{top * part / GRID:,.10g}")
            for part in range(GRID + 1)
        ],
        days=[
            (spots[place][0], f"{counts[place][0]:%m-%d}")
            for place in range(len(counts) - 1, -1, -every)
        ],
        last=spots[-1],
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One of several lines: what it is called, how many it is by now, its strokes."""

    name: str
    label: str
    now: int
    path: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Several lines over the same days, drawn on one grid."""

    drawn: Chart
    lines: Sequence[Line]


def lines(days: Sequence[date], series: Mapping[str, tuple[str, Sequence[int]]]) -> Lines:
    """Lines by name, each with its label and a number for every day."""
    top = max((max(counts, default=0) for _label, counts in series.values()), default=0)
    drawn = chart([(day, top) for day in days])
    found = [
        Line(name, label, counts[-1], path_of(counts, ceiling(top)))
        for name, (label, counts) in series.items()
    ]
    return Lines(drawn, found)


def path_of(counts: Sequence[int], top: int) -> str:
    """The strokes from one to the next; a single one is drawn across."""
    floor = HEIGHT - BOTTOM
    drawn = list(counts) * (2 if len(counts) == 1 else 1)
    apart = (WIDTH - LEFT - RIGHT) / (len(drawn) - 1)
    spots = [
        f"{round(LEFT + place * apart, 1)} {round(floor - many / top * (floor - TOP), 1)}"
        for place, many in enumerate(drawn)
    ]
    return "M" + " L".join(spots)


def ceiling(most: int) -> int:
    """The least round number, four times something whole, that nothing is above."""
    size = 1
    while True:
        for step in STEPS:
            top = step * size * GRID
            if top >= most and top == int(top) and int(top) % GRID == 0:
                return int(top)
        size *= 10
