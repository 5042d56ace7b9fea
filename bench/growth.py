"""How much slower a book becomes as it grows: a grown one and an empty one, in turns."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import NamedTuple

from bench.books import Book, check_out, fill, open_books
from bench.loads import ingest, measure
from bench.meter import Measured
from bench.report import Figure, Report
from bench.run import run, say
from yika.kit.keyring import Keyring

BATCH = 1000
GOAL = 0.9


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured."""

    cards: int
    sizes: tuple[int, ...]
    seconds: float
    repetitions: int

    def __str__(self) -> str:
        moves = " and ".join(map(short, self.sizes))
        times = f"{self.repetitions} × {self.seconds:g} s"
        return f"growth to {moves} moves of {self.cards:,} cards, {times} each"


FULL = Extent(200_000, (1_000_000, 10_000_000), 5, 5)
QUICK = Extent(10_000, (200_000,), 0.5, 1)


def measure_growth(*, quick: bool, rows: int = FULL.sizes[-1]) -> Report:
    """Grow a book on each engine, compare it with an empty one, then check both."""
    extent = QUICK if quick else replace(FULL, sizes=(rows // 10, rows))
    with run("growth", quick=quick, how=str(extent)) as (both, report):
        keyring = both.folder / "keyring.toml"
        Keyring.generate().save(keyring)
        say(f"opening {extent.cards:,} cards on both engines")
        written: list[Book] = []
        for base in open_books(both, keyring=keyring, cards=extent.cards):
            growth = Growth(base, seconds=extent.seconds, repetitions=extent.repetitions)
            report.figures += growth.measure(extent.sizes)
            written += growth.books
        say(f"checking {sum(book.tally.moves for book in written):,} moves")
        report.faults += check_out(written)
    return report


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
