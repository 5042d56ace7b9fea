"""Writes on a drawing: Chinese with the font there is, the rest with letters that are always there.

Small fonts for Chinese have no Latin letters and no digits, and draw empty boxes for them.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from PIL import ImageDraw, ImageFont

from yika.connectors.printer import fonts
from yika.kit.errors import Unavailable

Color = tuple[int, int, int]
AnyFont = ImageFont.FreeTypeFont | ImageFont.ImageFont
Place = tuple[float, float]

RUNS: Final = re.compile(r"[\x20-\xff]+|[^\x20-\xff]+")
LATIN_END: Final = "\xff"
# The ones nearest to the letters of passports, of which every machine here is likely to have one.
EVEN: Final = ("OCRB.ttf", "DejaVuSansMono.ttf", "LiberationMono-Regular.ttf")
EVEN_SIZE: Final = 42


class NoFont(Unavailable):
    """Nothing can be drawn on a machine without a font for Chinese."""

    def __init__(self) -> None:
        super().__init__(
            "no font for Chinese on this machine: install fonts-droid-fallback", permanent=True
        )


def write(pen: ImageDraw.ImageDraw, at: Place, text: str, *, size: int, color: Color) -> None:
    """The text from here to the right, on one line."""
    left, base = at[0], at[1] + size
    for run, font in _runs(text, size):
        pen.text((left, base), run, font=font, fill=color, anchor="ls")
        left += pen.textlength(run, font=font)


def write_machine(
    pen: ImageDraw.ImageDraw, at: Place, text: str, *, pitch: int, color: Color
) -> None:
    """Sign by sign in equal steps, as machines read them."""
    base = at[1] + EVEN_SIZE
    for place, sign in enumerate(text):
        middle = at[0] + (place + 0.5) * pitch
        pen.text((middle, base), sign, font=_even(), fill=color, anchor="ms")


def _runs(text: str, size: int) -> Iterator[tuple[str, AnyFont]]:
    for run in RUNS.findall(text):
        yield run, _latin(size) if run[0] <= LATIN_END else _chinese(size)


@cache
def _chinese(size: int) -> AnyFont:
    found = fonts.chinese()
    if found is None:
        raise NoFont
    path, place = found
    return ImageFont.truetype(str(path), size, index=place)


@cache
def _latin(size: int) -> AnyFont:
    return ImageFont.load_default(size)


@cache
def _even() -> AnyFont:
    there = {path.name: path for folder in fonts.FOLDERS for path in folder.rglob("*.ttf")}
    known = next((str(there[name]) for name in EVEN if name in there), None)
    return ImageFont.truetype(known, EVEN_SIZE) if known else _latin(EVEN_SIZE)
