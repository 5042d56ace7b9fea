"""How many faces may be stored before it must be filed with the authority, and when to warn."""

from dataclasses import dataclass
from typing import Final

FILING_AT: Final = 100_000
ALARM_AT: Final = 80_000


@dataclass(frozen=True, slots=True)
class FaceCount:
    """How many pictures that show a face are stored, against the number that must be filed."""

    stored: int
    alarm_at: int = ALARM_AT
    filing_at: int = FILING_AT

    @property
    def alarms(self) -> bool:
        return self.stored >= self.alarm_at

    @property
    def must_file(self) -> bool:
        return self.stored >= self.filing_at

    @property
    def left(self) -> int:
        return max(self.filing_at - self.stored, 0)
