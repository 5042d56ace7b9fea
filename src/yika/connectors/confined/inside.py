"""What runs inside a confined process: limits itself, loads its engine, answers until told to end.

It has no database, no keys and no settings; pictures come in, an answer goes out.
"""

import json
import os
import resource
import select
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import IO, Any, Final, Self

from yika.connectors.confined.line import give, take

MEGABYTE: Final = 1024 * 1024
OUT_OF_MEMORY: Final = "MemoryError"
Told = Mapping[str, Any]
Engine = Callable[..., Told]
"""Looks at so many pictures in this very process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What the process is told when it begins. `answers` is a file for a fake engine."""

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


def serve(orders: Orders, load: Callable[[Orders], Engine], *, pictures: int = 1) -> None:
    """Answer one request after the other, each of so many pictures."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what an engine prints is no answer
    _limit(orders)
    engine, asked = load(orders), sys.stdin.buffer
    while _comes(asked, orders.idle):
        try:
            shown = [take(asked) for _ in range(pictures)]
        except EOFError:
            return
        give(answers, json.dumps(_answer(engine, shown)).encode())


def _limit(orders: Orders) -> None:
    """The engine may fail, the machine may not: nor may a picture lie in a file of a crash."""
    most = orders.megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)


def _comes(asked: IO[bytes], idle: float) -> bool:
    """Whether something comes, were it only the end, before the patience does."""
    return bool(select.select([asked], [], [], idle)[0])


def _answer(engine: Engine, shown: list[bytes]) -> Told:
    """What was found, or only the kind of trouble: what it says could show what was seen."""
    try:
        return engine(*shown)
    except Exception as trouble:
        return {"trouble": type(trouble).__name__}
