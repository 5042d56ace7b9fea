"""The benchmark of the books: batches and single posts on both engines ÷ pgbench."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from bench.books import Book, check_out, open_books
from bench.engines import Engines
from bench.loads import post_batches, post_batches_in_two, post_singles
from bench.meter import Measured
from bench.reference import Pgbench
from bench.report import Figure, Report
from bench.run import run, say
from yika.kit.keyring import Keyring

GOALS: Final[Mapping[str, float]] = {
    "pg.batch.1000": 6,
    "pg.batch.8000": 9,
    "pg.batch.8000x2": 12,
    "sqlite.batch.8000": 18,
    "pg.single.1": 1.6,
    "pg.single.8": 1.8,
    "pg.single.64": 3.5,
    "sqlite.single.1": 1.6,
    "sqlite.single.8": 1.8,
    "sqlite.single.64": 3.5,
}
SIZES = (1, 100, 1000, 8000)
CLIENTS = (1, 8, 64)
BATCHES_AGAINST = "tpcb.8"


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured."""

    cards: int
    pgbench_scale: int
    seconds: float
    repetitions: int

    def __str__(self) -> str:
        return (
            f"{self.repetitions} × {self.seconds:g} s; {self.cards:,} cards; "
            f"pgbench scale {self.pgbench_scale}"
        )


FULL = Extent(200_000, 50, 10, 5)
QUICK = Extent(10_000, 10, 0.5, 1)


@dataclass(frozen=True, slots=True)
class Load:
    """Something to measure, and the load it is divided by; None for a reference."""

    key: str
    run: Callable[[float], Measured]
    against: str | None = None


def measure(*, quick: bool, seconds: float = FULL.seconds) -> Report:
    """Measure every load in turns, then check the books that were written to."""
    extent = QUICK if quick else replace(FULL, seconds=seconds)
    with run("ledger", quick=quick, how=str(extent)) as (both, report):
        keyring = both.folder / "keyring.toml"
        Keyring.generate().save(keyring)
        say(f"opening {extent.cards:,} cards on both engines")
        bases = open_books(both, keyring=keyring, cards=extent.cards)
        books = {base.engine.key: base.copy("busy") for base in bases}
        _measure_loads(both, books, extent, report)
        both.postgres.remove("pgbench")
        say(f"checking {sum(book.tally.moves for book in books.values()):,} moves")
        report.faults += check_out(list(books.values()))
    return report


def _measure_loads(
    both: Engines, books: Mapping[str, Book], extent: Extent, report: Report
) -> None:
    say(f"pgbench: scale {extent.pgbench_scale}")
    pgbench = Pgbench(both.postgres, scale=extent.pgbench_scale, accounts=extent.cards)
    for book in books.values():
        book.engine.checkpoint(book.name)
    pgbench.tpcb(8, extent.seconds)  # its pages are in memory and in the log from here on

    loads = _loads(pgbench, books)
    figures = {load.key: Figure(load.key, GOALS.get(load.key)) for load in loads}
    for repetition in range(extent.repetitions):
        found: dict[str, Measured] = {}
        for load in loads:
            found[load.key] = load.run(extent.seconds)
            rate = f"{found[load.key].rate:,.0f}/s"
            say(f"{repetition + 1} of {extent.repetitions}: {load.key} {rate}")
        for load in loads:
            against = None if load.against is None else found[load.against].rate
            figures[load.key].add(found[load.key], against)
    report.figures += figures.values()


def _loads(pgbench: Pgbench, books: Mapping[str, Book]) -> list[Load]:
    """Every load beside its reference, in the order of one repetition."""
    batches = [
        Load(f"{key}.batch.{size}", partial(_batches, book, size), BATCHES_AGAINST)
        for key, book in books.items()
        for size in SIZES
    ]
    in_two = Load("pg.batch.8000x2", partial(_in_two, books["pg"], 8000), BATCHES_AGAINST)
    half = len(SIZES)
    loads = [*batches[:half], Load(BATCHES_AGAINST, partial(pgbench.tpcb, 8))]
    loads += [in_two, *batches[half:]]
    loads += [Load(f"tpcb.{clients}", partial(pgbench.tpcb, clients)) for clients in (1, 64)]
    for clients in CLIENTS:
        reference = Load(f"transfer.{clients}", partial(pgbench.transfer, clients))
        loads.append(reference)
        loads += [
            Load(f"{key}.single.{clients}", partial(_singles, book, clients), reference.key)
            for key, book in books.items()
        ]
    return loads


def _batches(book: Book, size: int, seconds: float) -> Measured:
    return post_batches(book, size=size, seconds=seconds)


def _in_two(book: Book, size: int, seconds: float) -> Measured:
    return post_batches_in_two(book, size=size, seconds=seconds)


def _singles(book: Book, clients: int, seconds: float) -> Measured:
    return post_singles(book, clients=clients, seconds=seconds)
