"""Which decision can still be taken back, by whom, and until when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from yika.domain.identity.rules.review import times
from yika.domain.identity.rules.review.states import Act
from yika.domain.identity.rules.review.views import TurnView

UNDOABLE: Final = frozenset({Act.AGREED, Act.APPROVED, Act.REFUSED})


def undoable_until(turns: Sequence[TurnView], login: str, now: datetime) -> datetime | None:
    """The end of the seconds in which he can undo what happened last; None when he cannot."""
    last = turns[-1] if turns else None
    if last is None or last.act not in UNDOABLE or last.by != login:
        return None
    return last.at + times.UNDONE_WITHIN if times.is_undoable(last.at, now) else None
