"""A reader that knows its answers beforehand, for tests and demonstrations.

It has the moods of a real one: it may take its time, eat memory, die, or not understand.
"""

import hashlib
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

from yika.domain.identity.rules.reading.boxes import Boxes

ENGINE: Final = "fake"
VERSION: Final = "1"
PAGE: Final = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """How one picture is treated before it is answered."""

    seconds: float = 0
    megabytes: int = 0
    dies: bool = False
    fails: bool = False

    def come_over(self) -> None:
        """Let it happen."""
        time.sleep(self.seconds)
        held = bytearray(self.megabytes * 1024 * 1024)
        for place in range(0, len(held), PAGE):  # memory counts when it is written to
            held[place] = 1
        if self.dies:
            os._exit(1)
        if self.fails:
            raise ValueError("a picture that the engine does not understand")


@dataclass(frozen=True, slots=True)
class FakeReader:
    """Answers by the digest of a picture; what it does not know has no text on it."""

    answers: Mapping[str, list[list[Any]]] = field(default_factory=dict)
    moods: Mapping[str, Mood] = field(default_factory=dict)

    @classmethod
    def from_file(cls, file: Path) -> Self:
        """`{"answers": {digest: rows}, "moods": {digest: mood}}`, both optional."""
        told = json.loads(file.read_text(encoding="utf-8"))
        moods = {digest: Mood(**mood) for digest, mood in told.get("moods", {}).items()}
        return cls(told.get("answers", {}), moods)

    def read(self, picture: bytes) -> Boxes:
        """What was stored for it."""
        digest = digest_of(picture)
        self.moods.get(digest, Mood()).come_over()
        return Boxes.of_rows(self.answers.get(digest, []), engine=ENGINE, version=VERSION)


def digest_of(picture: bytes) -> str:
    """The name of a picture in a file of answers."""
    return hashlib.sha256(picture).hexdigest()
