"""The engine of the optional packages `yika[face]`: its models come with them, nothing is fetched.

Only the finder of faces, the five points and the measuring net are used: the model of 68 points
beside them was trained on pictures that may not be used for business. The package of the models
is never imported, for it needs what newer installations lack; its files are looked up.

It was trained on few East Asian faces, and finds strangers alike there. So what it says is a
hint, and the least likeness that it calls similar is far above what dlib itself proposes.
"""

from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Self

from PIL import Image

from yika.domain.identity.provider import Likeness

PACKAGES: Final = ("dlib", "face_recognition_models", "numpy")
POINTS: Final = "shape_predictor_5_face_landmarks.dat"
NET: Final = "dlib_face_recognition_resnet_model_v1.dat"
LONGEST_SIDE: Final = 1600
FACE_MIN: Final = 50  # from brow to chin; a portrait of about 120 pixels has such a face
BESIDE: Final = 0.5  # of the height of the largest: whoever is smaller only passes by
SIMILAR: Final = 0.40
"""dlib proposes 0.6. Pictures of one person are 0.2 to 0.43 apart; of two Chinese people 0.42."""
SAME: Final = 0.15
"""Two photographs of a person are further apart; one photographed once more is not."""


def is_installed() -> bool:
    """Whether the optional packages are there; looks without loading them."""
    return all(find_spec(name) for name in PACKAGES)


def installed_version() -> str:
    """Of the engine, or nothing."""
    try:
        return version("dlib-bin")
    except PackageNotFoundError:
        return ""


def figure(distance: float) -> int:
    """How alike, of a hundred: 100 for no distance, a hundredth less for each 0.01, never below 0.

    So 60 and more are similar. It is no probability, and no share of anything.
    """
    return max(0, min(100, round(100 * (1 - distance))))


@dataclass(frozen=True, slots=True)
class _Face:
    """A face that was found: where, and how high it is on the picture as it came."""

    place: Any
    high: float


@dataclass(frozen=True, slots=True)
class DlibFaces:
    """The engine itself, loaded; in the confined process only."""

    _find: Any = field(repr=False)
    _points: Any = field(repr=False)
    _net: Any = field(repr=False)

    @classmethod
    def load(cls) -> Self:
        """Takes some seconds."""
        dlib, models = import_module("dlib"), _models()
        return cls(
            dlib.get_frontal_face_detector(),
            dlib.shape_predictor(str(models / POINTS)),
            dlib.face_recognition_model_v1(str(models / NET)),
        )

    def compare(self, *, portrait: bytes, face: bytes) -> Likeness:
        """Nothing that was measured of a face leaves this call but one figure."""
        measured = []
        for picture in (portrait, face):
            pixels = _opened(picture)
            found = self._faces(pixels)
            if len(found) != 1:
                return _nothing(several=bool(found))
            if found[0].high < FACE_MIN:
                return _nothing(small=True)
            points = self._points(pixels, found[0].place)
            measured.append(self._net.compute_face_descriptor(pixels, points))
        return _likeness(_apart(*measured))

    def _faces(self, pixels: Any) -> list[_Face]:
        """The largest, with any beside it that is no passer-by."""
        found = [_Face(one, one.height()) for one in self._find(pixels, 0)]
        found = found or [_Face(one, one.height()) for one in self._find(pixels, 1)]
        largest = max((one.high for one in found), default=0)
        return [one for one in found if one.high >= BESIDE * largest]


def _models() -> Path:
    spec = find_spec("face_recognition_models")
    assert spec
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "models"


def _opened(picture: bytes) -> Any:
    with Image.open(BytesIO(picture), formats=["JPEG"]) as image:
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        return import_module("numpy").asarray(image.convert("RGB"))


def _apart(one: Any, other: Any) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5)


def _likeness(distance: float) -> Likeness:
    alike, same = distance <= SIMILAR, distance <= SAME
    return Likeness(
        alike=figure(distance), similar=alike, same=same, engine="dlib", version=installed_version()
    )


def _nothing(*, several: bool = False, small: bool = False) -> Likeness:
    return Likeness(
        alike=None, several=several, small=small, engine="dlib", version=installed_version()
    )
