"""A program that pretends to compare faces, for tests and demonstrations; it looks at nobody.

What it says follows from the digest of the picture of the face, or from what it was told before
of that picture, or of both pictures together.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from yika.domain.identity.provider import Likeness

ENGINE: Final = "simulated-faces"
VERSION: Final = "1"
ENOUGH: Final = 60
NONE, SEVERAL, SMALL = -1, -2, -3
"""Told of a picture without a face, of one with several, and of a portrait that is too small."""
SAME: Final = 97


@dataclass(frozen=True, slots=True)
class SimulatedMatcher:
    """`told`: how alike it finds the face on a picture with this digest, of a hundred."""

    told: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def from_file(cls, file: Path) -> Self:
        """`{digest: figure}`; nothing where there is no such file."""
        return cls(json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {})

    def compare(self, *, portrait: bytes, face: bytes) -> Likeness:
        """The same picture always looks alike as much."""
        digest = digest_of(face)
        alone = self.told.get(digest, int(digest[:2], 16) % 101)
        alike = self.told.get(pair_of(portrait, face), alone)
        if alike < 0:
            found = {"several": alike == SEVERAL, "small": alike == SMALL}
            return Likeness(alike=None, **found, engine=ENGINE, version=VERSION)
        found = {"similar": alike >= ENOUGH, "same": alike >= SAME}
        return Likeness(alike=alike, **found, engine=ENGINE, version=VERSION)


def pair_of(portrait: bytes, face: bytes) -> str:
    """The name of two pictures in what it was told of both."""
    return f"{digest_of(portrait)}:{digest_of(face)}"


def digest_of(picture: bytes) -> str:
    """The name of a picture in what it was told."""
    return hashlib.sha256(picture).hexdigest()
