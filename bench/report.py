"""What a benchmark found: as a table, as JSON, and in the page of results."""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from bench.meter import Measured

RESULTS = Path(__file__).parent / "RESULTS.md"
DRIFT_MAX = 2  # a disk that became so many times faster or slower compares with nothing
COLUMNS = ("key", "figure", "goal", "min to max", "items/s", "CPU µs", "log bytes")


@dataclass(slots=True)
class Figure:
    """One key: its ratio to the reference in every repetition, and what was measured for it."""

    key: str
    goal: float | None = None
    ratios: list[float] = field(default_factory=list)
    measured: list[Measured] = field(default_factory=list)

    def add(self, measured: Measured, reference: float | None = None) -> None:
        """One repetition; a reference itself has no ratio."""
        self.measured.append(measured)
        if reference is not None:
            self.ratios.append(measured.rate / reference)

    def cells(self) -> Iterator[str]:
        """The row of the table."""
        yield self.key
        yield _ratio(median(self.ratios)) if self.ratios else "(reference)"
        yield "" if self.goal is None else f"≥ {self.goal:g} {'✓' if self.reached else '✗'}"
        yield f"{_ratio(min(self.ratios))} to {_ratio(max(self.ratios))}" if self.ratios else ""
        for name, places in (("rate", 0), ("micros_per_item", 1), ("bytes_per_item", 0)):
            values = [getattr(one, name) for one in self.measured]
            yield f"{median(values):,.{places}f}" if values else ""

    @property
    def reached(self) -> bool:
        return self.goal is None or median(self.ratios) >= self.goal

    def details(self) -> dict[str, float | list[float]]:
        """What JSON tells beside the figure."""
        found: dict[str, float | list[float]] = {}
        if self.ratios:
            found["min_max"] = [round(min(self.ratios), 3), round(max(self.ratios), 3)]
        for name in ("rate", "micros_per_item", "bytes_per_item") if self.measured else ():
            found[name] = round(median(getattr(one, name) for one in self.measured), 2)
        return found


@dataclass(slots=True)
class Report:
    """Everything one run found, and under which conditions."""

    name: str
    quick: bool
    how: str
    machine: dict[str, str]
    figures: list[Figure] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    probes: list[float] = field(default_factory=list)
    loads: list[float] = field(default_factory=list)

    @property
    def void(self) -> bool:
        """The disk drifted, so that nothing before compares with anything after."""
        return max(self.probes) > DRIFT_MAX * min(self.probes)

    @property
    def counts(self) -> bool:
        """Whether the figures may be used at all."""
        return not self.void and not self.faults

    def conditions(self) -> dict[str, str]:
        """The machine, and how it was while it was measured."""
        return self.machine | {
            "fdatasync/s": " → ".join(f"{probe:,.0f}" for probe in self.probes),
            "load average": " → ".join(f"{load:.1f}" for load in self.loads),
        }

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "values": {one.key: round(median(one.ratios), 3) for one in self.figures if one.ratios},
            "invariants": self.faults or "ok",
            "machine": self.conditions(),
            "quick": self.quick,
            "void": self.void,
            "details": {one.key: one.details() for one in self.figures},
        }


def finish(report: Report, *, as_json: bool) -> bool:
    """Show a report, publish it when it is whole, and tell whether its figures count."""
    if as_json:
        json.dump(report.as_json(), sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        _show(report)
    if report.counts and not report.quick:
        publish(report)
    notes = Console(stderr=True)
    for fault in report.faults:
        notes.print(f"[red]{fault}[/red]")
    if report.void:
        notes.print("[red]Void: the disk drifted by more than twice during the run.[/red]")
    return report.counts


def _show(report: Report) -> None:
    table = Table(*COLUMNS, title=report.how, caption=_told(report.conditions()))
    for column in table.columns[1:]:
        column.justify = "right"
    for one in report.figures:
        table.add_row(*one.cells(), style="" if one.reached else "yellow")
    console = Console(width=None if sys.stdout.isatty() else 120)
    console.print(table)
    console.print("invariants: " + ("broken" if report.faults else "ok"))


def publish(report: Report, page: Path = RESULTS) -> None:
    """Replace the section of this benchmark in the page of results."""
    text = page.read_text(encoding="utf-8")
    begin, end = (f"<!-- {mark} {report.name} -->" for mark in ("begin", "end"))
    if begin not in text:
        text = f"{text.rstrip()}\n\n{begin}\n{end}\n"
    section = "\n".join([begin, *_markdown(report), end])
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    page.write_text(pattern.sub(lambda _: section, text), encoding="utf-8")


def _markdown(report: Report) -> Iterator[str]:
    yield f"## {report.name}\n\n{report.how}\n"
    yield _line(COLUMNS)
    yield _line(["---", *["---:"] * (len(COLUMNS) - 1)])
    for one in report.figures:
        key, *rest = one.cells()
        yield _line([f"`{key}`", *rest])
    yield f"\nInvariants: ok. {_told(report.conditions())}."


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _told(facts: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in facts.items())


def _ratio(value: float) -> str:
    return f"{value:.2f}"
