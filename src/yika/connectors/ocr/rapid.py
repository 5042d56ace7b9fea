"""The engine of the optional packages `yika[ocr]`: its models come with them, nothing is fetched.

It takes half a gigabyte and all of a processor, so it runs in the reading process only.
"""

from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any, Final, Self

from yika.domain.identity.rules.reading.boxes import Boxes

PACKAGES: Final = ("rapidocr", "onnxruntime", "cv2")
WAYS: Final = {
    "Global.log_level": "critical",  # what it finds must not stand in a log
    # Its guess which lines stand on their heads turns upright ones of fillers and digits, too.
    # A picture on which nothing is found is turned and read again instead.
    "Global.use_cls": False,
}


def is_installed() -> bool:
    """Whether the optional packages are there; looks without loading them."""
    return all(find_spec(name) for name in PACKAGES)


def installed_version() -> str:
    """Of the engine, or nothing."""
    try:
        return version("rapidocr")
    except PackageNotFoundError:
        return ""


@dataclass(frozen=True, slots=True)
class RapidReader:
    """The engine itself, loaded."""

    _engine: Any = field(repr=False)

    @classmethod
    def load(cls, threads: int) -> Self:
        """Takes about a second."""
        asked = {"EngineConfig.onnxruntime.intra_op_num_threads": threads}
        return cls(import_module("rapidocr").RapidOCR(params={**WAYS, **asked}))

    def read(self, picture: bytes) -> Boxes:
        """The lines of text on it."""
        seen = self._engine(picture)
        rows = [] if seen.boxes is None else zip(seen.txts, seen.scores, seen.boxes, strict=True)
        return Boxes.of_rows(list(rows), engine="rapidocr", version=installed_version())
