"""Where an enquiry stands, and what can happen to it."""

from enum import StrEnum


class State(StrEnum):
    """Open: we owe an answer. Answered: a word from who asked reopens it."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Act(StrEnum):
    """One turn of an enquiry."""

    ASKED = "asked"
    ADDED = "added"
    REOPENED = "reopened"
    ANSWERED = "answered"
    TAKEN = "taken"
    HANDED_OVER = "handed-over"
    ESCALATED = "escalated"
    CLOSED = "closed"
    RATED = "rated"


SPOKEN = frozenset({Act.ASKED, Act.ADDED, Act.REOPENED, Act.ANSWERED})
"""What was said between who asked and us. The words of all other turns stay among staff."""
SHOWN = SPOKEN | {Act.ESCALATED, Act.CLOSED, Act.RATED}
"""What who asked is shown of the turns."""
