"""Metering what is done in this process, and how often each thing is measured."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from bench.meter import Measured, Meter


class Times(NamedTuple):
    """So many things in each of so many repetitions."""

    count: int
    repetitions: int


class Here:
    """This process, whose own expenses the meter counts already."""

    @staticmethod
    def processor_seconds() -> float:
        return 0

    @staticmethod
    def log_bytes() -> int:
        return 0


def timed(acts: Iterable[Callable[[], object]]) -> Measured:
    """One after the other."""
    ready = list(acts)
    meter = Meter(Here())
    for act in ready:
        act()
    return meter.read(len(ready))
