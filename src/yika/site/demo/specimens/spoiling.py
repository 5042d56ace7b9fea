"""Spoils a drawn document the way cameras and people do, each time alike."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter

TABLE: Final = (92, 84, 74)
PALE: Final = 170


def _blur(image: Image.Image) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(3))


def _hopeless_blur(image: Image.Image) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(24))


def _glare(image: Image.Image) -> Image.Image:
    """A spot of light, about a fiftieth of the picture."""
    return _shine(image, (0.40, 0.32, 0.62, 0.50))


def _glare_on_number(image: Image.Image) -> Image.Image:
    return _shine(image, (0.45, 0.79, 0.72, 0.95))


def _hopeless_glare(image: Image.Image) -> Image.Image:
    return _shine(image, (0.12, 0.12, 0.70, 0.80))


def _dark(image: Image.Image) -> Image.Image:
    return image.point(lambda value: int(value * 0.25))


def _noise(image: Image.Image) -> Image.Image:
    grain = Image.effect_noise(image.size, 60).convert("RGB")
    return ImageChops.add(image, grain, scale=1, offset=-128)


def _tilt(image: Image.Image) -> Image.Image:
    return image.rotate(6, Image.Resampling.BICUBIC, expand=True, fillcolor=TABLE)


def _turn(image: Image.Image) -> Image.Image:
    return image.transpose(Image.Transpose.ROTATE_90)


def _upside_down(image: Image.Image) -> Image.Image:
    return image.transpose(Image.Transpose.ROTATE_180)


def _mirror(image: Image.Image) -> Image.Image:
    return image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)


def _crop(image: Image.Image) -> Image.Image:
    """The right edge is missing."""
    return image.crop((0, 0, image.width * 4 // 5, image.height))


def _small(image: Image.Image) -> Image.Image:
    return image.resize((405, 405 * image.height // image.width), Image.Resampling.LANCZOS)


def _photo(image: Image.Image) -> Image.Image:
    """On a dark table, as a telephone sees it."""
    table = Image.new("RGB", (2400, 1800), TABLE)
    wide = image.resize((1800, 1800 * image.height // image.width), Image.Resampling.BICUBIC)
    table.paste(wide, (300, (1800 - wide.height) // 2))
    return table.filter(ImageFilter.GaussianBlur(1))


def _white_table(image: Image.Image) -> Image.Image:
    """On a sheet that is whiter than the card."""
    table = Image.new("RGB", (image.width * 3 // 2, image.height * 2), "white")
    table.paste(image, (image.width // 4, image.height // 2))
    return table


def _photocopy(image: Image.Image) -> Image.Image:
    """Black on pure white."""
    return (
        image.convert("L").point(lambda value: 255 if value > PALE else value // 2).convert("RGB")
    )


def _thumb(image: Image.Image) -> Image.Image:
    """A finger lies over the lower left corner."""
    covered = image.copy()
    wide, high = image.size
    box = (-wide // 6, high * 3 // 4, wide // 6, high * 5 // 4)
    ImageDraw.Draw(covered).ellipse(box, fill=(196, 150, 126))
    return covered


def _shine(image: Image.Image, part: tuple[float, float, float, float]) -> Image.Image:
    wide, high = image.size
    left, top, right, bottom = part
    spot = Image.new("L", image.size)
    box = (left * wide, top * high, right * wide, bottom * high)
    ImageDraw.Draw(spot).ellipse(box, fill=255)
    soft = ImageChops.lighter(spot, spot.filter(ImageFilter.GaussianBlur(12)))
    return Image.composite(Image.new("RGB", image.size, "white"), image, soft)


SPOILS: Final[Mapping[str, Callable[[Image.Image], Image.Image]]] = {
    "blur": _blur,
    "hopeless-blur": _hopeless_blur,
    "glare": _glare,
    "glare-on-number": _glare_on_number,
    "hopeless-glare": _hopeless_glare,
    "dark": _dark,
    "noise": _noise,
    "tilt": _tilt,
    "turn": _turn,
    "upside-down": _upside_down,
    "mirror": _mirror,
    "crop": _crop,
    "small": _small,
    "photo": _photo,
    "white-table": _white_table,
    "photocopy": _photocopy,
    "thumb": _thumb,
}


def spoil(image: Image.Image, *ways: str) -> Image.Image:
    """The picture after all these mishaps, one upon the other."""
    for way in ways:
        image = SPOILS[way](image)
    return image


def as_jpeg(image: Image.Image, *, quality: int = 90) -> bytes:
    """The picture as the file that somebody would upload."""
    out = BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()
