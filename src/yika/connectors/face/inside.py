"""What runs inside the comparing process: two pictures come in, one figure goes out."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Protocol

from yika.connectors.confined.inside import Engine as Looks
from yika.connectors.confined.inside import Orders, Told, serve
from yika.connectors.face.dlib_faces import DlibFaces
from yika.connectors.face.simulator import SimulatedMatcher
from yika.domain.identity.provider import Likeness

PICTURES = 2


class Engine(Protocol):
    """Compares two faces in this very process."""

    def compare(self, *, portrait: bytes, face: bytes) -> Likeness: ...


def load(orders: Orders) -> Looks:
    """The engine as it answers over the line."""
    engine = _engine(orders)

    def told(portrait: bytes, face: bytes) -> Told:
        return asdict(engine.compare(portrait=portrait, face=face))

    return told


def _engine(orders: Orders) -> Engine:
    if orders.answers:
        return SimulatedMatcher.from_file(Path(orders.answers))
    return DlibFaces.load()


if __name__ == "__main__":
    serve(Orders.from_text(sys.argv[1]), load, pictures=PICTURES)
