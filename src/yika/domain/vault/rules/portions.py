"""What one portion of a sweep did, or would do."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Portion:
    """How many were over, and since when the oldest. Without an oldest there were none."""

    count: int = 0
    oldest: datetime | None = None

    def __add__(self, other: "Portion") -> "Portion":
        known = [one.oldest for one in (self, other) if one.oldest]
        return Portion(self.count + other.count, min(known, default=None))
