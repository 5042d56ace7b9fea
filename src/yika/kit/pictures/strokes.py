"""Tells a drawn signature from an empty sheet."""

from io import BytesIO
from typing import Final

from PIL import Image

from yika.kit.pictures.cleaning import Picture

INK_BELOW: Final = 128
STROKES_MIN: Final = 0.0006
STROKES_MAX: Final = 0.5


def has_strokes(picture: Picture) -> bool:
    """Whether there is dark ink on it: more than a dot, less than a filled sheet."""
    with Image.open(BytesIO(picture.jpeg)) as image:
        shades = image.convert("L").histogram()
    share = sum(shades[:INK_BELOW]) / max(sum(shades), 1)
    return STROKES_MIN <= share <= STROKES_MAX
