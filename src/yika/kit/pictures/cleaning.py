"""Makes one plain JPEG of what was uploaded: upright, of bounded size, with nothing else in it."""

from dataclasses import dataclass
from io import BytesIO
from threading import BoundedSemaphore
from typing import Final

from PIL import Image
from PIL.Image import Resampling

from yika.kit.pictures import refusals
from yika.kit.pictures.containers import Container, look
from yika.kit.pictures.sameness import digest_of
from yika.kit.pictures.turning import turn_upright

LONGEST_SIDE: Final = 2000
BYTES_MAX: Final = 20_000_000
# A JPEG is made smaller while it is decoded, the others are decoded whole.
PIXELS_MAX: Final = {"JPEG": 64_000_000, "PNG": 26_000_000, "WEBP": 26_000_000}
QUALITY: Final = 90
AT_ONCE: Final = BoundedSemaphore(2)
"""How many are decoded at the same moment: each takes a processor, and memory for its pixels."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A clean picture. `came_as` is the kind of file it was made of.

    The digest serves `same_picture`; it is no secret and no identity.
    """

    jpeg: bytes
    width: int
    height: int
    came_as: str
    digest: bytes


def clean(data: bytes) -> Picture:
    """The picture in these bytes, whatever the file is called; refused with its reason otherwise.

    Nothing of the file but its pixels reaches the result: neither where it was taken nor by what.
    """
    if len(data) > BYTES_MAX:
        raise refusals.TooManyBytes(megabytes_max=BYTES_MAX // 1_000_000)
    container = look(data)
    _check_pixels(container.width * container.height, container.kind)
    out = BytesIO()
    with AT_ONCE:
        image = _decoded(data, container)
        image.save(out, "JPEG", quality=QUALITY)
    return Picture(out.getvalue(), image.width, image.height, container.kind, digest_of(image))


def _check_pixels(pixels: int, kind: str) -> None:
    if pixels > PIXELS_MAX[kind]:
        raise refusals.TooManyPixels(megapixels_max=PIXELS_MAX[kind] // 1_000_000)


def _decoded(data: bytes, container: Container) -> Image.Image:
    try:
        with Image.open(BytesIO(container.plain(data)), formats=[container.kind]) as image:
            _check_pixels(image.width * image.height, container.kind)
            small = _small(image)
    except refusals.PictureRefused:
        raise
    except Exception as error:  # a decoder may raise anything over bytes that were made to hurt
        raise refusals.BrokenPicture from error
    turn = turn_upright(container.said)
    upright = small.transpose(turn) if turn is not None else small
    upright.info.clear()  # a comment would be written again
    return upright


def _small(image: Image.Image) -> Image.Image:
    fit = min(1.0, LONGEST_SIDE / max(image.size))
    image.draft(None, (int(image.width * fit), int(image.height * fit)))
    image.load()
    plain = _in_color(image)
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Resampling.LANCZOS, reducing_gap=2.0)
    return plain


def _in_color(image: Image.Image) -> Image.Image:
    """Red, green and blue of eight bits each; what is see-through shows white paper."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L").convert("RGB")
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        return paper.convert("RGB")
    return image.convert("RGB") if image.mode != "RGB" else image.copy()
