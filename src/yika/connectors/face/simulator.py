"""A program that pretends to compare faces, for tests and demonstrations; it looks at nobody.

What it says follows from the digest of the picture of the face, or from what it was told before.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from yika.domain.identity.provider import Likeness

ENGINE: Final = "simulated-faces"
VERSION: Final = "1"
ENOUGH: Final = 60
NONE, SEVERAL = -1, -2
"""Told of a picture without a face, and of one with several."""


@dataclass(frozen=True, slots=True)
class SimulatedMatcher:
    """`told`: how alike it finds the face on a picture with this digest, of a hundred."""

    told: Mapping[str, int] = field(default_factory=dict)

    def compare(self, *, portrait: bytes, face: bytes) -> Likeness:  # noqa: ARG002  it pretends
        """The same picture always looks alike as much."""
        digest = digest_of(face)
        alike = self.told.get(digest, int(digest[:2], 16) % 101)
        if alike < 0:
            return Likeness(alike=None, several=alike == SEVERAL, engine=ENGINE, version=VERSION)
        return Likeness(alike=alike, similar=alike >= ENOUGH, engine=ENGINE, version=VERSION)


def digest_of(picture: bytes) -> str:
    """The name of a picture in what it was told."""
    return hashlib.sha256(picture).hexdigest()
