"""The drawings that tell kinds of card apart. Each fills the right of the card, in its palette.

A motif gives SVG shapes for a card of 856 by 540, the size of ISO/IEC 7810 ID-1 in tenths of a
millimeter. The left is faded out by the card, so that the words on it stay readable. What is
filled stays below the names and the contactless mark.
"""

from collections.abc import Callable, Iterable, Iterator
from math import cos, hypot, pi, sin
from random import Random

from yika.channels.common.art.palettes import Palette

BELOW_NAMES = 160

Motif = Callable[[Palette], Iterator[str]]


def rails(palette: Palette) -> Iterator[str]:
    """A line map: transit."""
    yield _line("M-20 372H300l150-150H650l90 90H900", palette.light, width=10, opacity=0.45)
    yield _line("M-20 300H250l190 190H900", "#fff", width=10, opacity=0.3)
    yield _line("M540-20V160l110 110V580", palette.spark, width=10)
    for x, y in ((375, 297), (480, 222), (800, 312), (330, 380), (500, 490), (540, 70), (650, 410)):
        yield (
            f'<circle cx="{x}" cy="{y}" r="7.5" fill="{palette.base}" stroke="#fff"'
            ' stroke-opacity=".8" stroke-width="4"/>'
        )
    yield (
        f'<circle cx="602" cy="222" r="19" fill="{palette.deep}" stroke="{palette.spark}"'
        ' stroke-width="8"/>'
    )


def waves(palette: Palette) -> Iterator[str]:
    """The engraver's waves of a banknote: prepaid and bank cards."""
    for k in range(15):
        bright = k in (4, 10)
        points = (
            (x, 300 + (k - 7) * 19 + 62 * sin(x / 135 + k * 0.13) * cos(x / 310 + k * 0.05))
            for x in range(200, 901, 35)
        )
        yield _line(
            _curve(points),
            palette.spark if bright else "#fff",
            width=2.5,
            opacity=0.85 if bright else 0.22,
        )


def arches(palette: Palette) -> Iterator[str]:
    """Doors behind doors: access."""
    for k in range(8):
        bright = k == 2
        half, top = 36 + k * 44, 380 - k * 62
        yield _line(
            f"M{610 - half} 560V{top + half}a{half} {half} 0 0 1 {2 * half} 0V560",
            palette.spark if bright else "#fff",
            width=5 if bright else 2.5,
            opacity=0.9 if bright else 0.26,
        )


def petals(palette: Palette) -> Iterator[str]:
    """A rosette: membership."""
    for k in range(24):
        yield (
            '<ellipse cy="-165" rx="56" ry="165"'
            f' transform="translate(640 300) rotate({k * 15})" fill="none"'
            f' stroke="{palette.spark if k % 2 else "#fff"}" stroke-opacity=".36"'
            ' stroke-width="2"/>'
        )


def arcs(palette: Palette) -> Iterator[str]:
    """A field that radiates: telephone cards."""
    for k in range(1, 15):
        bright = k in (4, 9)
        yield (
            f'<circle cx="760" cy="470" r="{k * 42}" fill="none"'
            f' stroke="{palette.spark if bright else "#fff"}"'
            f' stroke-opacity="{0.8 if bright else 0.22}" stroke-width="{3.5 if bright else 2}"/>'
        )


def mesh(palette: Palette) -> Iterator[str]:
    """Things that talk to each other: data cards."""
    chance = Random(11)  # noqa: S311
    points = [
        (
            round(300 + column * 92 + chance.uniform(-26, 26)),
            round(40 + row * 96 + chance.uniform(-26, 26)),
        )
        for column in range(7)
        for row in range(6)
        if not (column > 3 and row < 2)
    ]
    links = [
        f"M{ax} {ay}L{bx} {by}"
        for place, (ax, ay) in enumerate(points)
        for bx, by in points[place + 1 :]
        if hypot(ax - bx, ay - by) < 118
    ]
    yield _line("".join(links), "#fff", width=2, opacity=0.26)
    for place, (x, y) in enumerate(points):
        bright = place in (9, 14, 22, 27)
        yield (
            f'<circle cx="{x}" cy="{y}" r="{12 if bright else 6}"'
            f' fill="{palette.spark if bright else palette.light}"/>'
        )


def pixels(palette: Palette) -> Iterator[str]:
    """A code to be scanned, loosened: profiles that arrive over the air."""
    chance = Random(5)  # noqa: S311
    size, step = 26, 34
    for column in range(16):
        for row in range(11):
            x, y = 330 + column * step, BELOW_NAMES + row * step
            if chance.random() > 0.2 + column * 0.035:
                continue
            spark = chance.random() > 0.93
            opacity = 0.95 if spark else round(0.08 + 0.26 * chance.random(), 2)
            yield (
                f'<rect x="{x}" y="{y}" width="{size}" height="{size}" rx="5"'
                f' fill="{palette.spark if spark else "#fff"}" fill-opacity="{opacity}"/>'
            )


def whorl(palette: Palette) -> Iterator[str]:
    """The lines of a finger: identity."""
    for k in range(1, 14):
        bright = k in (5, 9)
        rx, ry = 17 * k, 22 * k
        gap = 0.25 + (k * 0.37) % 0.5  # every line of a finger is open somewhere
        start, end = gap * pi, gap * pi + 1.82 * pi
        x1, y1 = 620 + rx * cos(start), 292 + ry * sin(start)
        x2, y2 = 620 + rx * cos(end), 292 + ry * sin(end)
        yield _line(
            f"M{x1:.0f} {y1:.0f}A{rx} {ry} 0 1 1 {x2:.0f} {y2:.0f}",
            palette.spark if bright else "#fff",
            width=4,
            opacity=0.85 if bright else 0.26,
        )


def windows(palette: Palette) -> Iterator[str]:
    """A building at night, some windows lit: campus."""
    chance = Random(7)  # noqa: S311
    size, step = 38, 52
    for column in range(11):
        for row in range(8):
            x, y = 330 + column * step, BELOW_NAMES + row * step
            lit = chance.random() > 0.9
            opacity = 0.95 if lit else round(0.06 + 0.17 * column / 11 * chance.random(), 2)
            yield (
                f'<rect x="{x}" y="{y}" width="{size}" height="{size}" rx="6"'
                f' fill="{palette.spark if lit else "#fff"}" fill-opacity="{opacity}"/>'
            )


def weave(palette: Palette) -> Iterator[str]:
    """Threads that hold each other: social security."""
    for k in range(-2, 13):
        bright = k == 5
        x = 250 + k * 62
        yield _line(
            f"M{x} 560L{x + 330}-20",
            palette.spark if bright else "#fff",
            width=9,
            opacity=0.85 if bright else 0.16,
        )
        yield _line(f"M{x} -20L{x + 330} 560", palette.light, width=9, opacity=0.3)


def mosaic(palette: Palette) -> Iterator[str]:
    """Quarter circles that meet: many uses on one card."""
    chance = Random(3)  # noqa: S311
    side = 90
    turns = (
        "M{0} {1}h{s}a{s} {s} 0 0 1-{s} {s}z",
        "M{2} {1}v{s}a{s} {s} 0 0 1-{s}-{s}z",
        "M{2} {3}h-{s}a{s} {s} 0 0 1 {s}-{s}z",
        "M{0} {3}v-{s}a{s} {s} 0 0 1 {s} {s}z",
    )
    for column in range(6):
        for row in range(5):
            x, y = 316 + column * side, BELOW_NAMES + row * side
            spark = (column, row) in ((1, 3), (3, 1), (4, 3))
            path = chance.choice(turns).format(x, y, x + side, y + side, s=side)
            fill = palette.spark if spark else chance.choice(("#fff", palette.light))
            opacity = 0.95 if spark else round(0.1 + 0.2 * chance.random(), 2)
            yield f'<path d="{path}" fill="{fill}" fill-opacity="{opacity}"/>'


MOTIFS: dict[str, Motif] = {
    "rails": rails,
    "waves": waves,
    "arches": arches,
    "petals": petals,
    "arcs": arcs,
    "mesh": mesh,
    "pixels": pixels,
    "whorl": whorl,
    "windows": windows,
    "weave": weave,
    "mosaic": mosaic,
}


def _line(path: str, color: str, *, width: float, opacity: float = 1) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{color}" stroke-opacity="{opacity}"'
        f' stroke-width="{width}" stroke-linejoin="round"/>'
    )


def _curve(points: Iterable[tuple[float, float]]) -> str:
    """A smooth path through points: curves between the middles of neighbors."""
    (x, y), *rest = points
    path = [f"M{x:.0f} {y:.0f}"]
    for place, (bx, by) in enumerate(rest[:-1]):
        cx, cy = rest[place + 1]
        path.append(f"Q{bx:.0f} {by:.0f} {(bx + cx) / 2:.0f} {(by + cy) / 2:.0f}")
    return "".join(path)
