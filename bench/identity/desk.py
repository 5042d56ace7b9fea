"""Handing in, and looking for a person, on one engine: what is asked of Django, in turns."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench.asking import ask
from bench.engines import Engine
from bench.growth import short
from bench.identity.here import Times
from bench.meter import Measured
from bench.report import Figure, Report
from bench.run import say

FEW: Final = 10_000
LOOKED_FOR: Final = 200  # half of them are there


@dataclass(frozen=True, slots=True)
class Base:
    """A database of one issuer, which the others are copies of."""

    engine: Engine
    keyring: Path

    def make(self) -> None:
        """Migrate it and open the issuer."""
        say(f"{self.engine.title}: an issuer that asks for names")
        self._ask(self.engine.make("base"), "make")

    def hand_in(self, report: Report, times: Times) -> None:
        """From submitting to being in the queue, against inserting the rows that leaves behind."""
        say(f"{self.engine.title}: {times.repetitions} × {times.count} handed in")
        self._ask(self.engine.copy("base", "filled"), "fill_in", str(times.count))
        rows, submitted = (Figure(f"{name}.{self.engine.key}") for name in ("rows", "submit"))
        for _ in range(times.repetitions):
            reference = self._fresh(report, "rows", times.count)
            rows.add(reference)
            done = self._fresh(report, "submit", times.count)
            submitted.add(done, reference.rate)
        self.engine.remove("filled")
        report.figures += [rows, submitted]

    def find(self, report: Report, times: Times) -> None:
        """The look for duplicates, limits and history, as the number of persons grows."""
        sizes = (FEW, times.count)
        figures = {
            (what, size): Figure(f"{what}.{self.engine.key}.{short(size)}")
            for what in ("find", "seek")
            for size in sizes
        }
        for size in sizes:
            say(f"{self.engine.title}: {size:,} persons")
            self._ask(self.engine.copy("base", f"of_{size}"), "persons", str(size))
        for _ in range(times.repetitions):
            for what in ("find", "seek"):
                few, many = (self._asked(report, f"of_{size}", what, size) for size in sizes)
                figures[what, FEW].add(few)
                figures[what, times.count].add(many, few.rate)
        for size in sizes:
            self.engine.remove(f"of_{size}")
        report.figures += list(figures.values())

    def _fresh(self, report: Report, what: str, count: int) -> Measured:
        self.engine.copy("filled", "fresh")
        measured = self._asked(report, "fresh", what, count)
        self.engine.remove("fresh")
        return measured

    def _asked(self, report: Report, name: str, what: str, count: int) -> Measured:
        url = self.engine.url(name)
        self.engine.checkpoint(name)
        log, server = self.engine.log_bytes(), self.engine.processor_seconds()
        timed = self._ask(url, what, str(count))
        report.faults += [f"{self.engine.key} {what}: {fault}" for fault in timed["faults"]]
        return Measured(
            items=timed["items"],
            seconds=timed["seconds"],
            processor_seconds=timed["processor_seconds"] + self.engine.processor_seconds() - server,
            log_bytes=timed["written"]
            if self.engine.key == "sqlite"
            else self.engine.log_bytes() - log,
        )

    def _ask(self, url: str, what: str, *count: str) -> Any:
        return ask("bench.identity.inside", url, self.keyring, what, *count)
