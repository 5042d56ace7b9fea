"""Draws how often something happened each day: a line over an area, as SVG made here."""

from collections.abc import Sequence
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


def ceiling(most: int) -> int:
    """The least round number, four times something whole, that nothing is above."""
    size = 1
    while True:
        for step in STEPS:
            top = step * size * GRID
            if top >= most and top == int(top) and int(top) % GRID == 0:
                return int(top)
        size *= 10
