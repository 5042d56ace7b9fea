"""A program that compares faces in a confined process of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from yika.connectors.confined.process import Confined
from yika.domain.identity.provider import Likeness


@dataclass(slots=True, kw_only=True)
class ComparingProcess(Confined):
    """A FaceMatcher for the worker; never for the web. `answers` makes it a simulated one."""

    inside: ClassVar[str] = "yika.connectors.face.inside"

    def compare(self, *, portrait: bytes, face: bytes) -> Likeness:
        """How alike both are. Others who ask wait until it is told."""
        return self.ask(portrait, face, told=_likeness)


def _likeness(answer: Mapping[str, Any]) -> Likeness:
    return Likeness(**answer)
