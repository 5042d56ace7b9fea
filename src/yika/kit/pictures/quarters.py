"""Turns a clean picture by quarters, for whoever reads it."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final

from PIL import Image
from PIL.Image import Transpose

QUALITY: Final = 90
CLOCKWISE: Final[Mapping[int, Transpose]] = {
    90: Transpose.ROTATE_270,
    180: Transpose.ROTATE_180,
    270: Transpose.ROTATE_90,
}


def turned(jpeg: bytes, degrees: int) -> bytes:
    """The picture after so many degrees clockwise: 90, 180 or 270."""
    out = BytesIO()
    with Image.open(BytesIO(jpeg), formats=["JPEG"]) as image:
        image.transpose(CLOCKWISE[degrees]).save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
