"""Cards taken over from a file, staged and checked, against Django's bulk_create of their rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.engines import Engine
from bench.imports_inside import ask
from bench.meter import Measured
from bench.report import Figure, Report
from bench.run import run, say
from yika.kit.keyring import Keyring

GOAL = 2.5
KEY = "import.vs_bulk_create"


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured."""

    cards: int
    repetitions: int

    def __str__(self) -> str:
        return (
            f"{self.repetitions} × {self.cards:,} cards from a CSV file, ÷ bulk_create of the same "
            "rows; `money`: each with two opening balances"
        )


FULL = Extent(200_000, 5)
QUICK = Extent(20_000, 1)


@dataclass(slots=True)
class Figures:
    """What is found for one engine."""

    reference: Figure
    plain: Figure
    money: Figure

    def all(self) -> Sequence[Figure]:
        return (self.reference, self.plain, self.money)


def measure(*, quick: bool) -> Report:
    """Import into a fresh database each time, the reference beside it; then look what is there."""
    extent = QUICK if quick else FULL
    with run("imports", quick=quick, how=str(extent)) as (both, report):
        keyring = both.folder / "keyring.toml"
        Keyring.generate().save(keyring)
        whole = Figure(KEY, goal=GOAL)
        found = {engine.key: _figures(engine) for engine in both}
        for engine in both:
            say(f"{engine.title}: an issuer that sells cards")
            ask(engine.make("base"), keyring, "make")
        for number in range(extent.repetitions):
            ratios = [
                _repetition(engine, keyring, found[engine.key], extent.cards, number, report)
                for engine in both
            ]
            whole.ratios.append(min(ratios))
            say(f"{KEY}: {whole.ratios[-1]:.2f}")
        report.figures += [figure for each in found.values() for figure in each.all()]
        report.figures.append(whole)
    return report


def _figures(engine: Engine) -> Figures:
    return Figures(
        Figure(f"bulk_create.{engine.key}"),
        Figure(f"{KEY}.{engine.key}"),
        Figure(f"import.money.{engine.key}"),
    )


def _repetition(  # noqa: PLR0917
    engine: Engine, keyring: Path, into: Figures, cards: int, number: int, report: Report
) -> float:
    """The three loads in turn; the ratio of cards without money."""
    reference = _load(engine, keyring, "bulk", cards, number, report)
    into.reference.add(reference)
    plain = _load(engine, keyring, "plain", cards, number, report)
    into.plain.add(plain, reference.rate)
    into.money.add(_load(engine, keyring, "money", cards, number, report), reference.rate)
    return into.plain.ratios[-1]


def _load(  # noqa: PLR0917
    engine: Engine, keyring: Path, what: str, cards: int, number: int, report: Report
) -> Measured:
    name = f"{what}_{number}"
    url = engine.copy("base", name)
    engine.checkpoint(name)
    log = engine.log_bytes()
    server = engine.processor_seconds()
    timed = ask(url, keyring, what, str(cards))
    report.faults += [f"{engine.key} {what}: {fault}" for fault in timed["faults"]]
    measured = Measured(
        items=cards,
        seconds=timed["seconds"],
        processor_seconds=timed["processor_seconds"] + engine.processor_seconds() - server,
        log_bytes=timed["written"] if engine.key == "sqlite" else engine.log_bytes() - log,
    )
    engine.remove(name)
    return measured
