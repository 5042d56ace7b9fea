"""How much slower a book becomes as it grows: a grown one and an empty one, in turns."""

from collections.abc import Sequence
from contextlib import closing
from typing import NamedTuple

from bench.books import Book, fill
from bench.loads import ingest, measure
from bench.meter import Measured
from bench.report import Figure
from bench.run import say

BATCH = 1000
GOAL = 0.9


class Phases(NamedTuple):
    """The same load twice: right after a checkpoint, and again without one in between."""

    checkpoint: Measured
    warm: Measured

    def together(self) -> float:
        """Items per second over both."""
        return (self.checkpoint.items + self.warm.items) / (
            self.checkpoint.seconds + self.warm.seconds
        )


class Growth:
    """Grows a copy of a book whose cards have nothing but their first top-up."""

    def __init__(self, base: Book, *, seconds: float, repetitions: int) -> None:
        self._base, self._seconds, self._repetitions = base, seconds, repetitions
        self.books: list[Book] = []  # all that was written to, still to be checked

    def measure(self, sizes: Sequence[int]) -> list[Figure]:
        """The figures at each size; the one that has a goal is of the last."""
        grown = self._base.copy("grown")
        self.books.append(grown)
        figures: list[Figure] = []
        for size in sizes:
            say(f"{grown.engine.title}: filling up to {size:,} moves")
            fill(grown, size)
            figures += self._at(grown, short(size), last=size == sizes[-1])
        return figures

    def _at(self, grown: Book, size: str, *, last: bool) -> list[Figure]:
        key = f"growth.{grown.engine.key}"
        whole = Figure(key, goal=GOAL)
        after, warm = Figure(f"{key}.{size}.checkpoint"), Figure(f"{key}.{size}.warm")
        for repetition in range(self._repetitions):
            empty = self._base.copy(f"empty_{size}_{repetition}".lower())
            small, big = self._run(empty), self._run(grown)
            self.books.append(empty)
            after.add(big.checkpoint, small.checkpoint.rate)
            warm.add(big.warm, small.warm.rate)
            whole.ratios.append(big.together() / small.together())
            say(f"{key} at {size}: {whole.ratios[-1]:.2f}")
        return [after, warm, whole] if last else [after, warm]

    def _run(self, book: Book) -> Phases:
        with closing(ingest(book, BATCH)) as by:
            book.engine.checkpoint(book.name)
            after = measure(book, by, self._seconds)
            return Phases(after, measure(book, by, self._seconds))


def short(count: int) -> str:
    """A round number as people say it: 200k, 10M."""
    for unit, size in (("M", 1_000_000), ("k", 1000)):
        if count >= size:
            return f"{count / size:.3g}{unit}"
    return str(count)
