"""What runs inside the reading process: limits itself, loads the engine, answers until told to end.

It has no database, no keys and no settings; pictures come in, lines of text go out.
"""

import json
import os
import resource
import select
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Final, Protocol, Self

from yika.connectors.ocr.fake import FakeReader
from yika.connectors.ocr.line import give, take
from yika.connectors.ocr.rapid import RapidReader
from yika.domain.identity.rules.reading.boxes import Boxes

MEGABYTE: Final = 1024 * 1024
OUT_OF_MEMORY: Final = "MemoryError"


class Engine(Protocol):
    """Reads a picture in this very process."""

    def read(self, picture: bytes) -> Boxes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What the process is told when it begins. `answers` is a file for the fake engine."""

    answers: str = ""
    megabytes: int
    threads: int
    idle: float  # seconds without a picture until it ends, to give its memory back

    def as_text(self) -> str:
        """As it stands on the command line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """The same again."""
        return cls(**json.loads(text))


def main(orders: Orders) -> None:
    """Answer one picture after the other."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what an engine prints is no answer
    _limit(orders)
    engine = _load(orders)
    pictures = sys.stdin.buffer
    while _comes(pictures, orders.idle):
        try:
            picture = take(pictures)
        except EOFError:
            return
        give(answers, json.dumps(_answer(engine, picture)).encode())


def _limit(orders: Orders) -> None:
    """The engine may fail, the machine may not: nor may a picture lie in a file of a crash."""
    most = orders.megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)


def _load(orders: Orders) -> Engine:
    if orders.answers:
        return FakeReader.from_file(Path(orders.answers))
    return RapidReader.load(orders.threads)


def _comes(pictures: IO[bytes], idle: float) -> bool:
    """Whether something comes, were it only the end, before the patience does."""
    return bool(select.select([pictures], [], [], idle)[0])


def _answer(engine: Engine, picture: bytes) -> Mapping[str, Any]:
    """What was found, or only the kind of trouble: what it says could show what was read."""
    try:
        boxes = engine.read(picture)
    except Exception as trouble:
        return {"trouble": type(trouble).__name__}
    return {"rows": boxes.rows(), "engine": boxes.engine, "version": boxes.version}


if __name__ == "__main__":
    main(Orders.from_text(sys.argv[1]))
