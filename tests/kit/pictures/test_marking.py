"""Who looked at a picture stands on it, everywhere and once in clear below it."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from yika.kit.pictures import marked


def jpeg(size: tuple[int, int], color: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, color).save(out, "JPEG", quality=95)
    return out.getvalue()


@pytest.mark.parametrize("color", ["white", "black", "gray"])
@pytest.mark.parametrize("size", [(640, 420), (420, 640), (2000, 1200)])
def test_the_words_are_seen_in_every_quarter_on_any_ground(color: str, size) -> None:
    plain = jpeg(size, color)
    with Image.open(BytesIO(marked(plain, "rui.reviewer 2026-11-21 10:00"))) as shown:
        assert shown.width == size[0]
        assert shown.height > size[1]
        above = shown.crop((0, 0, *size))
    with Image.open(BytesIO(plain)) as before:
        changed = ImageChops.difference(above, before).convert("L").point(lambda v: v > 20 and 255)
    wide, high = size[0] // 2, size[1] // 2
    for left, top in ((0, 0), (wide, 0), (0, high), (wide, high)):
        quarter = changed.crop((left, top, left + wide, top + high))
        part = quarter.histogram()[255] / (wide * high)
        assert 0.002 < part < 0.25, (left, top)


def test_letters_that_cannot_be_drawn_stop_nobody() -> None:
    assert marked(jpeg((640, 420), "white"), "\u6797\u665a 10:00").startswith(b"\xff\xd8")
