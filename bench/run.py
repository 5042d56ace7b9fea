"""A run from its first probe of the disk to its last."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from bench import machine
from bench.engines import Engines, engines
from bench.report import Report

_notes = Console(stderr=True)
_began = time.monotonic()


def say(text: str) -> None:
    """Tell whoever waits what is going on, beside the data."""
    seconds = round(time.monotonic() - _began)
    _notes.print(f"{seconds // 60:3}:{seconds % 60:02}  {text}", style="dim", highlight=False)


@contextmanager
def run(name: str, *, quick: bool, how: str) -> Iterator[tuple[Engines, Report]]:
    """Both engines, and a report that knows how the machine was before and after."""
    with engines() as both:
        report = Report(name, quick, how, machine.describe(both.folder))
        _probe(both, report)
        yield both, report
        _probe(both, report)


def _probe(both: Engines, report: Report) -> None:
    report.loads.append(machine.load())
    report.probes.append(machine.fsyncs_a_second(both.folder))
