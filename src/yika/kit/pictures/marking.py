"""Writes over a picture who looks at it and when, so that every copy of it says whose it is."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFont

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

QUALITY: Final = 88
SLANT: Final = 24
LETTERS_A_WIDTH: Final = 34  # how many letters would fill the longer side
LETTER_MIN: Final = 14
STRENGTH: Final = 70  # of 255; what stands below stays legible
BAND: Final = (21, 33, 29)


def marked(jpeg: bytes, words: str) -> bytes:
    """The picture with these words all across it, and once more in a band below it.

    Letters that are not plain Latin are written as question marks.
    """
    plain = words.encode("ascii", "replace").decode()
    with Image.open(BytesIO(jpeg), formats=["JPEG"]) as opened:
        image = opened.convert("RGB")
    size = max(max(image.size) // LETTERS_A_WIDTH, LETTER_MIN)
    font = ImageFont.load_default(size)
    across = _across(image.size, plain, size, font)
    for color, step in (("black", 2), ("white", 0)):
        image.paste(color, (step, step), across)

    out = BytesIO()
    _with_band(image, plain, size, font).save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _across(size: tuple[int, int], words: str, letter: int, font: Font) -> Image.Image:
    """A mask with the words again and again, slanted."""
    side = int(sum(size))
    sheet = Image.new("L", (side, side))
    pen = ImageDraw.Draw(sheet)
    line = f"{words}     " * (side // max(int(pen.textlength(words, font=font)), 1) + 1)
    for row, top in enumerate(range(0, side, letter * 5)):
        pen.text((-row * letter * 3 % (letter * 12) - letter * 12, top), line, STRENGTH, font=font)
    turned = sheet.rotate(SLANT)
    left, top = (side - size[0]) // 2, (side - size[1]) // 2
    return turned.crop((left, top, left + size[0], top + size[1]))


def _with_band(image: Image.Image, words: str, letter: int, font: Font) -> Image.Image:
    whole = Image.new("RGB", (image.width, image.height + letter * 2), BAND)
    whole.paste(image)
    pen = ImageDraw.Draw(whole)
    pen.text((letter, image.height + letter), words, "white", font=font, anchor="lm")
    return whole
