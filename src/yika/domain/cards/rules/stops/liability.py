"""Who bears the use of a lost card: told from when it was used, reported, and by which reader.

This is a rule over times alone. Whatever uses there will be, they only have to say when they
were and whether the reader could have asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Bearer(StrEnum):
    HOLDER = "holder"
    ISSUER = "issuer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report of loss: when it was made, when every reader knew of it, and until when it held.

    `mistaken`: the card had never been out of its holder's hands.
    """

    reported_at: datetime
    known_everywhere_at: datetime
    ended_at: datetime | None = None
    mistaken: bool = False

    def holds(self, moment: datetime) -> bool:
        """Whether it held at a moment; a report that was a mistake never did."""
        ended = self.ended_at is not None and moment >= self.ended_at
        return not self.mistaken and moment >= self.reported_at and not ended


def who_bears(*, used_at: datetime, online: bool, reports: Iterable[Report]) -> Bearer:
    """Who bears a use of a card with these reports of loss.

    Before a report the holder, because nobody could know. From the report on the issuer, but for
    a reader without a line until the policy's window is over: that much the holder bears, who was
    told of it when he reported. What a report that had ended would have covered, the holder.
    """
    for report in reports:
        if report.holds(used_at) and (online or used_at >= report.known_everywhere_at):
            return Bearer.ISSUER
    return Bearer.HOLDER
