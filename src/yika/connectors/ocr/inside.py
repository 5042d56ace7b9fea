"""What runs inside the reading process: pictures come in, lines of text go out."""

import sys
from pathlib import Path
from typing import Protocol

from yika.connectors.confined.inside import Engine as Looks
from yika.connectors.confined.inside import Orders, Told, serve
from yika.connectors.ocr.fake import FakeReader
from yika.connectors.ocr.rapid import RapidReader
from yika.domain.identity.rules.reading.boxes import Boxes


class Engine(Protocol):
    """Reads a picture in this very process."""

    def read(self, picture: bytes) -> Boxes: ...


def load(orders: Orders) -> Looks:
    """The engine as it answers over the line."""
    engine = _engine(orders)

    def told(picture: bytes) -> Told:
        boxes = engine.read(picture)
        return {"rows": boxes.rows(), "engine": boxes.engine, "version": boxes.version}

    return told


def _engine(orders: Orders) -> Engine:
    if orders.answers:
        return FakeReader.from_file(Path(orders.answers))
    return RapidReader.load(orders.threads)


if __name__ == "__main__":
    serve(Orders.from_text(sys.argv[1]), load)
