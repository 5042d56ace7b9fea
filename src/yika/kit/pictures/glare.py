"""Finds where a document shines so much that nothing is left of it.

White alone is no glare: paper is white, and so is a table. Glare is an island of pure light: it
does not touch the edge of the picture, and nothing is written in it.
"""

from typing import Final, NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFilter

PURE: Final = 250
COLORLESS: Final = 0.9  # the least of the three colors, as a share of the most
WHITE: Final = 255
OPENED: Final = 5
HALF: Final = 128
ISLAND_SIDE: Final = 120
LINE: Final = 7  # how far lines of writing part an island, on its small copy
WRITING_MIN: Final = 0.02  # the least that writing leaves dark of the paper it is on


class Spot(NamedTuple):
    """A part of a picture, in shares of its width and height."""

    left: float
    top: float
    right: float
    bottom: float


def find_glare(image: Image.Image) -> tuple[float, Spot | None]:
    """The share of the picture that shines, and the part of it in which that is."""
    pure = _pure_light(image)
    islands = _islands(_without_thin_lines(pure))
    box = islands.getbbox()
    if box is None or _written_on(islands, pure):
        return 0.0, None
    share = islands.histogram()[255] / (islands.width * islands.height)
    left, top, right, bottom = box
    wide, high = islands.size
    return share, Spot(left / wide, top / high, right / wide, bottom / high)


def _pure_light(image: Image.Image) -> Image.Image:
    """White where there is nothing but light."""
    red, green, blue = image.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    pure = most.point(lambda value: 255 * (value >= PURE))
    colorless = least.point(lambda value: 255 * (value >= PURE * COLORLESS))
    return ImageChops.darker(pure, colorless)


def _without_thin_lines(pure: Image.Image) -> Image.Image:
    """Shrunk and grown again. On pure black and white the mean of a box tells as much as its least
    or its greatest value, and is found many times faster.
    """
    box = ImageFilter.BoxBlur(OPENED // 2)
    shrunk = pure.filter(box).point(lambda value: 255 * (value == WHITE))
    return shrunk.filter(box).point(lambda value: 255 * (value > 0))


def _islands(shining: Image.Image) -> Image.Image:
    """What shines without touching the edge, on a small copy."""
    small = shining.copy()
    small.thumbnail((ISLAND_SIDE, ISLAND_SIDE), Image.Resampling.BOX)
    small = small.point(lambda value: 255 * (value >= HALF))
    sea = Image.new("L", (small.width + 2, small.height + 2), 255)
    sea.paste(small, (1, 1))
    ImageDraw.floodfill(sea, (0, 0), 0)
    return sea.crop((1, 1, small.width + 1, small.height + 1))


def _written_on(islands: Image.Image, pure: Image.Image) -> bool:
    """Whether there is something to be seen inside of the islands; lines of writing part them."""
    whole = islands.filter(ImageFilter.MaxFilter(LINE)).filter(ImageFilter.MinFilter(LINE + 2))
    inside = whole.resize(pure.size, Image.Resampling.NEAREST)
    dark, *_, light = pure.histogram(inside)
    return dark > (dark + light) * WRITING_MIN
