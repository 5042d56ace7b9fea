"""How far a long piece of work is, how fast it goes, and when it will be done."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

WEIGHT: Final = 0.3  # of the newest stretch: fast enough to follow, slow enough not to jump
PAUSE: Final = timedelta(seconds=60)  # a longer stretch was not work: the worker stood still


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` lines; nothing is known of the time before the first stretch is done."""

    done: int
    total: int
    per_second: int
    left: timedelta | None

    @property
    def percent(self) -> int:
        """Rounded down: a hundred only when all is done."""
        return self.done * 100 // self.total if self.total else 0


def progress(done: int, total: int, per_second: int) -> Progress:
    """What is left at the present pace."""
    left = timedelta(seconds=-(-max(total - done, 0) // per_second)) if per_second else None
    return Progress(min(done, total), total, per_second, left)


def pace(before: int, *, done: int, took: timedelta) -> int:
    """Lines per second, after so many more were done in so long."""
    if took > PAUSE or not done:
        return before
    newest = done / max(took.total_seconds(), 0.001)
    return round(newest if not before else before + WEIGHT * (newest - before))
