"""A reader in a confined process of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from yika.connectors.confined.process import Confined
from yika.domain.identity.rules.reading.boxes import Boxes


@dataclass(slots=True, kw_only=True)
class ReadingProcess(Confined):
    """A DocumentReader for the worker; never for the web. `answers` makes it a fake one."""

    inside: ClassVar[str] = "yika.connectors.ocr.inside"

    def read(self, picture: bytes) -> Boxes:
        """The lines of text on it. Others who ask wait until it is read."""
        return self.ask(picture, told=_boxes)


def _boxes(answer: Mapping[str, Any]) -> Boxes:
    return Boxes.of_rows(answer["rows"], engine=answer["engine"], version=answer["version"])
