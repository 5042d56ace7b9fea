"""Says at once when a picture is hopeless, and otherwise what might be better about it.

Whether it can be read, only the reader knows: blurred and dark pictures often can. So little is
refused here, and the rest is told as notes. Everything is measured on a small copy, where the
noise of a sensor has been averaged away, for noise looks like detail.
"""

from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Final

from PIL import Image, ImageChops, ImageFilter

from yika.kit.errors import gettext_noop
from yika.kit.pictures.cleaning import Picture
from yika.kit.pictures.glare import Spot, find_glare

MEASURED_SIDE: Final = 600
LONGEST_SIDE_MIN: Final = 600
BLACK_BELOW: Final = 24
WHITE_ABOVE: Final = 248
DARK_BELOW: Final = 90
CONTRAST_MIN: Final = 14
STEEP_HOPELESS: Final = 2
SHARP_MIN: Final = 15
GRAIN_REACH: Final = 4  # from the median of noise to its hundredth part
GLARE_MAX: Final = 0.10
GLARE_NOTED: Final = 0.004


class Fault(StrEnum):
    """What is wrong with a picture; the value is a stable code."""

    TOO_SMALL = "too_small"
    ALL_BLACK = "all_black"
    ALL_WHITE = "all_white"
    NO_DETAIL = "no_detail"
    TOO_MUCH_GLARE = "too_much_glare"
    BLURRY = "blurry"
    DARK = "dark"
    GLARE = "glare"


WORDINGS: Final = {
    Fault.TOO_SMALL: gettext_noop(
        "The picture is too small to be read. Go closer, or choose a larger picture."
    ),
    Fault.ALL_BLACK: gettext_noop(
        "The picture is black. Take your finger off the lens and find more light."
    ),
    Fault.ALL_WHITE: gettext_noop(
        "The picture is white. Turn away from the light and take it again."
    ),
    Fault.NO_DETAIL: gettext_noop(
        "Nothing can be made out. Hold the camera still over the document until it is sharp."
    ),
    Fault.TOO_MUCH_GLARE: gettext_noop(
        "Too much of the document shines. Turn off the flash and tilt it away from the light."
    ),
    Fault.BLURRY: gettext_noop("The picture may be blurred. If letters swim, take it again."),
    Fault.DARK: gettext_noop("The picture is dark. More light makes it easier to read."),
    Fault.GLARE: gettext_noop(
        "A spot shines. If it covers letters, tilt the document away from the light."
    ),
}


@dataclass(frozen=True, slots=True)
class Note:
    """One thing about a picture: how bad it is, and where, if it is anywhere in particular."""

    fault: Fault
    measured: float
    spot: Spot | None = None

    @property
    def wording(self) -> str:
        return WORDINGS[self.fault]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to be said about a picture: why it is hopeless, or what might be better."""

    hopeless: Note | None
    notes: tuple[Note, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Every fault by its code, the hopeless one first."""
        first = (self.hopeless,) if self.hopeless else ()
        return tuple(str(note.fault) for note in (*first, *self.notes))


def judge(picture: Picture) -> Judgement:
    """The judgement of a picture that `clean` made."""
    if max(picture.width, picture.height) < LONGEST_SIDE_MIN:
        return Judgement(Note(Fault.TOO_SMALL, max(picture.width, picture.height)))
    image = _small_copy(picture)
    gray = image.convert("L")
    return _by_light(gray) or _by_content(image, gray)


def _small_copy(picture: Picture) -> Image.Image:
    with Image.open(BytesIO(picture.jpeg), formats=["JPEG"]) as image:
        image.draft("RGB", (MEASURED_SIDE, MEASURED_SIDE))
        image.thumbnail((MEASURED_SIDE, MEASURED_SIDE), Image.Resampling.BOX)
        return image.copy()


def _by_light(gray: Image.Image) -> Judgement | None:
    low, high = _at_share(gray, 0.01), _at_share(gray, 0.99)
    if high < BLACK_BELOW:
        return Judgement(Note(Fault.ALL_BLACK, high))
    if low > WHITE_ABOVE:
        return Judgement(Note(Fault.ALL_WHITE, low))
    if high - low < CONTRAST_MIN:
        return Judgement(Note(Fault.NO_DETAIL, high - low))
    return None


def _by_content(image: Image.Image, gray: Image.Image) -> Judgement:
    steep, sharp = _steepness(gray)
    if steep <= STEEP_HOPELESS:
        return Judgement(Note(Fault.NO_DETAIL, steep))
    notes = [Note(Fault.BLURRY, sharp)] if sharp < SHARP_MIN else []
    light = _at_share(gray, 0.95)
    if light < DARK_BELOW:
        notes.append(Note(Fault.DARK, light))
    share, spot = find_glare(image)
    if share > GLARE_MAX:
        return Judgement(Note(Fault.TOO_MUCH_GLARE, share, spot), tuple(notes))
    if share > GLARE_NOTED:
        notes.append(Note(Fault.GLARE, share, spot))
    return Judgement(None, tuple(notes))


def _steepness(gray: Image.Image) -> tuple[int, float]:
    """How far the steepest hundredth stands out, and the same without noise, in % of the light.

    Half of a page is bare, so what stands out there is the grain. It is taken off only where
    nothing is refused: a page full of fine lines looks grainy too.
    """
    calm = gray.filter(ImageFilter.GaussianBlur(0.8))
    stands_out = ImageChops.difference(calm, calm.filter(ImageFilter.GaussianBlur(3)))
    steep, grain = _at_share(stands_out, 0.99), _at_share(stands_out, 0.5)
    light = max(1, _at_share(calm, 0.99) - _at_share(calm, 0.01))
    return steep, (steep - GRAIN_REACH * grain) * 100 / light


def _at_share(gray: Image.Image, share: float) -> int:
    """The brightness below which this share of the picture lies."""
    counts = gray.histogram()
    left = share * sum(counts)
    for value, count in enumerate(counts):
        left -= count
        if left <= 0:
            return value
    return 255
