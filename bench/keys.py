"""What it costs to key the moves of an account by (account, seq), against chaining them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass

from bench.engines import Engine, Engines
from bench.growth import short
from bench.key_tables import POSTGRES, SQLITE, Cards, Keyed, PostgresKeyed, SqliteKeyed
from bench.meter import Measured, Meter
from bench.report import Figure, Report
from bench.run import run, say

BATCH = 1000
FILL_BATCH = 8000
BATCHES = 10  # so many in a run, and not so many seconds: all tables stay of one size
ACCOUNTS = 200_000
OpenTable = Callable[[str, str], Keyed]  # of a DATABASE_URL and a way to key
REFERENCE = "chained"


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured."""

    sizes: tuple[int, ...]
    repetitions: int

    def __str__(self) -> str:
        sizes = ", ".join(map(short, self.sizes))
        return (
            f"Moves keyed by account, ÷ chained. {self.repetitions} × {BATCHES} batches "
            f"of {BATCH} into {sizes} moves of {ACCOUNTS:,} accounts, right after a checkpoint and "
            "again, warm; `read`: the last 50 moves of an account"
        )


@dataclass(slots=True)
class Subject:
    """One way to key the moves, in a database of its own."""

    how: str
    engine: Engine
    table: Keyed
    moves: int = 0

    @property
    def key(self) -> str:
        return f"{self.engine.key}.{self.how}"

    def checkpoint(self) -> None:
        self.engine.checkpoint(self.how)

    def fill(self, cards: Cards, moves: int) -> None:
        """Post until there are so many."""
        while self.moves < moves:
            self._post(cards.draw(min(FILL_BATCH, moves - self.moves)))

    def ingest(self, cards: Cards) -> Measured:
        """Post a few batches, drawn before the clock starts."""
        supply = [cards.draw(BATCH) for _ in range(BATCHES)]
        meter = Meter(self.engine)
        for accounts in supply:
            self._post(accounts)
        return meter.read(BATCH * BATCHES)

    def read(self, cards: Cards) -> Measured:
        """Read the last moves of every frequent card."""
        meter = Meter(self.engine)
        for account in cards.frequent:
            self.table.read(account)
        return meter.read(len(cards.frequent))

    def _post(self, accounts: Sequence[int]) -> None:
        self.table.post(accounts)
        self.moves += len(accounts)


def measure(*, quick: bool, rows: int) -> Report:
    """Grow the tables side by side and measure them in turns at every size."""
    sizes = (0, 200_000) if quick else (0, rows // 10, rows)
    extent = Extent(sizes, 1 if quick else 5)
    with (
        run("keys", quick=quick, how=str(extent)) as (both, report),
        _subjects(both) as groups,
    ):
        cards = Cards(ACCOUNTS)
        for size in sizes:
            for subjects in groups:
                report.figures += _at(subjects, cards, size, extent)
        report.faults += [fault for group in groups for one in group for fault in _faults(one)]
    return report


@contextmanager
def _subjects(both: Engines) -> Iterator[list[list[Subject]]]:
    """The tables of each engine."""
    with ExitStack() as open_:

        def opened(engine: Engine, hows: Sequence[str], open_table: OpenTable) -> list[Subject]:
            return [
                Subject(
                    how, engine, open_.enter_context(closing(open_table(engine.make(how), how)))
                )
                for how in hows
            ]

        yield [
            opened(
                both.sqlite,
                list(SQLITE),
                lambda url, how: SqliteKeyed(url.removeprefix("sqlite:///"), how, ACCOUNTS),
            ),
            opened(
                both.postgres, list(POSTGRES), lambda url, how: PostgresKeyed(url, how, ACCOUNTS)
            ),
        ]


def _at(subjects: Sequence[Subject], cards: Cards, size: int, extent: Extent) -> list[Figure]:
    """Every table at one size, in turns."""
    for one in subjects:
        say(f"{one.key}: filling up to {size:,} moves")
        one.fill(cards, size)
    kinds = ("checkpoint", "warm", "read") if size else ("checkpoint", "warm")
    figures = {
        (one.how, kind): Figure(f"{one.key}.{short(size)}.{kind}")
        for kind in kinds
        for one in subjects
    }
    for _ in range(extent.repetitions):
        found = {one.how: _runs(one, cards) for one in subjects}
        for (how, kind), figure in figures.items():
            against = None if how == REFERENCE else found[REFERENCE][kind].rate
            figure.add(found[how][kind], against)
    return list(figures.values())


def _runs(one: Subject, cards: Cards) -> dict[str, Measured]:
    one.checkpoint()
    after = one.ingest(cards)
    found = {
        "checkpoint": after,
        "warm": one.ingest(cards),
        "read": one.read(cards),
    }
    say(f"{one.key}: " + ", ".join(f"{kind} {of.rate:,.0f}/s" for kind, of in found.items()))
    return found


def _faults(one: Subject) -> Iterator[str]:
    """The sums of what was written, against what the accounts say."""
    counted = one.table.counted()
    if counted != (one.moves, one.moves):
        yield f"{one.key}: {counted} moves where {one.moves} were acknowledged"
