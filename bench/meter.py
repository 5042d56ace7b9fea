"""What a stretch of work took: time, processor and bytes of the log."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

TICKS = os.sysconf("SC_CLK_TCK")


class Metered(Protocol):
    """An engine whose own expenses can be read."""

    def processor_seconds(self) -> float:
        """What its own processes have used so far; 0 when it runs inside its callers."""

    def log_bytes(self) -> int:
        """How much it has written to make things durable so far."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of one load."""

    items: int
    seconds: float
    processor_seconds: float
    log_bytes: int

    @property
    def rate(self) -> float:
        return self.items / self.seconds

    @property
    def micros_per_item(self) -> float:
        return self.processor_seconds / self.items * 1e6

    @property
    def bytes_per_item(self) -> float:
        return self.log_bytes / self.items


class Meter:
    """Runs from the moment it is made. Counts this process and the engine's."""

    def __init__(self, engine: Metered) -> None:
        self._engine = engine
        self._log = engine.log_bytes()
        self._processor = self._processors()
        self._began = time.perf_counter()

    def read(self, items: int, *, others: float = 0) -> Measured:
        """`others`: processor seconds used for these items by processes that are not ours."""
        seconds = time.perf_counter() - self._began
        return Measured(
            items,
            seconds,
            self._processors() - self._processor + others,
            self._engine.log_bytes() - self._log,
        )

    def _processors(self) -> float:
        return time.process_time() + self._engine.processor_seconds()


def family_seconds(parent: int) -> float:
    """Processor seconds of a process and its children, those that have ended included."""
    user, system, ended_user, ended_system = _times(Path(f"/proc/{parent}/stat"))[1:]
    own = user + system + ended_user + ended_system
    return (own + sum(user + system for _, user, system, *_ in _children(parent))) / TICKS


def _children(parent: int) -> Iterator[tuple[int, ...]]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            times = _times(stat)
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended while we looked
        if times[0] == parent:
            yield times


def _times(stat: Path) -> tuple[int, ...]:
    """Parent, then ticks of: user, system, ended children's user, ended children's system."""
    fields = stat.read_text().rpartition(")")[2].split()
    return tuple(int(fields[place]) for place in (1, 11, 12, 13, 14))
