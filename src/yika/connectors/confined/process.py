"""Keeps an engine in a process of its own: one request at a time, with limits, begun when needed.

Whatever a picture does to the engine, who asked lives on and may ask again.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, ClassVar, Final, Self, TypeVar, cast

from yika.connectors.confined.inside import OUT_OF_MEMORY, Orders
from yika.connectors.confined.line import give, take
from yika.kit.errors import Unavailable

KEPT: Final = ("PATH", "LD_LIBRARY_PATH", "TMPDIR", "TZ")
"""Of the surroundings. Keys, passwords and the address of the database stay outside."""
T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class Confined:
    """For the worker; never for the web. `inside` is the module that runs, `answers` fakes it."""

    inside: ClassVar[str]
    answers: Path | None = None
    seconds: float = 60  # for one request, loading included: well within the lease of a parcel
    megabytes: int = 3000  # of address space, about twice what is ever filled
    threads: int = 1
    pictures_max: int = 500  # then a fresh one, whatever it may have gathered
    idle: float = 300
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _child: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _asked: int = field(default=0, repr=False)

    def ask(self, *pictures: bytes, told: Callable[[Mapping[str, Any]], T]) -> T:
        """What `told` makes of its answer. Others who ask wait until it is there."""
        with self._lock, self._in_one_piece():
            child = self._running()
            with _no_longer_than(self.seconds, child):
                answer = _ask(child, pictures)
            self._asked += 1
            if answer.get("trouble") == OUT_OF_MEMORY:  # what is left of it may be in pieces
                self.close()
            return told(_without_trouble(answer))

    @property
    def pid(self) -> int | None:
        """Of the process, while there is one."""
        child = self._child
        return child.pid if child and child.poll() is None else None

    def close(self) -> None:
        """End it, also in the middle of a picture."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            with suppress(OSError):  # what could not be said any more
                cast(IO[bytes], pipe).close()
        child.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child and self._child.poll() is None and self._asked < self.pictures_max:
            return self._child
        self.close()
        self._asked = 0
        self._child = subprocess.Popen(  # noqa: S603  our own interpreter and our own module
            [sys.executable, "-P", "-m", self.inside, self._orders().as_text()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # an engine that complains may quote what it sees
            env=_surroundings(),
            start_new_session=True,  # what is begun is finished when the worker is asked to stop
        )
        atexit.register(self.close)
        return self._child

    def _orders(self) -> Orders:
        return Orders(
            answers=str(self.answers or ""),
            megabytes=self.megabytes,
            threads=self.threads,
            idle=self.idle,
        )

    @contextmanager
    def _in_one_piece(self) -> Iterator[None]:
        """Half an answer would be taken for the next picture's: after a mishap, a new process."""
        try:
            yield
        except Unavailable:
            raise
        except (OSError, EOFError) as error:
            self.close()
            raise Unavailable("the confined process ended, or was too slow") from error
        except BaseException:
            self.close()
            raise


def _surroundings() -> Mapping[str, str]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LANG": "C.UTF-8"}


def _ask(child: subprocess.Popen[bytes], pictures: tuple[bytes, ...]) -> Mapping[str, Any]:
    for picture in pictures:
        give(cast(IO[bytes], child.stdin), picture)
    answer: Mapping[str, Any] = json.loads(take(cast(IO[bytes], child.stdout)))
    return answer


def _without_trouble(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    trouble = answer.get("trouble")
    if trouble:
        said = "memory" if trouble == OUT_OF_MEMORY else trouble
        raise Unavailable(f"the engine could not use this picture: {said}", permanent=True)
    return answer


@contextmanager
def _no_longer_than(seconds: float, child: subprocess.Popen[bytes]) -> Iterator[None]:
    """Past that the process is killed, which whoever waits for it notices at once."""
    watch = threading.Timer(seconds, child.kill)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
