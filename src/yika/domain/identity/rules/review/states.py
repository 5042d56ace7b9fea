"""The states of a verification and the steps between them; what is not here does not happen."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from yika.kit.errors import gettext_noop


class State(StrEnum):
    """Where a verification stands. Waiting: one thing is asked of the person again."""

    COLLECTING = "collecting"
    READING = "reading"
    WAITING_FOR_PERSON = "waiting-for-person"
    IN_REVIEW = "in-review"
    APPROVED = "approved"
    REFUSED = "refused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


STATE_WORDS: Final[Mapping[State, str]] = {
    State.COLLECTING: gettext_noop("Begun"),
    State.READING: gettext_noop("Being read"),
    State.WAITING_FOR_PERSON: gettext_noop("One thing is needed again"),
    State.IN_REVIEW: gettext_noop("Being checked"),
    State.APPROVED: gettext_noop("Confirmed"),
    State.REFUSED: gettext_noop("Not confirmed"),
    State.EXPIRED: gettext_noop("Given up: it rested for too long"),
    State.WITHDRAWN: gettext_noop("Withdrawn"),
    State.SUPERSEDED: gettext_noop("Replaced by a later one"),
}


class Look(StrEnum):
    """Where a second look at a confirmation stands."""

    WAITS = "waits"
    AGREED = "agreed"
    DISAGREED = "disagreed"
    UPHELD = "upheld"
    OVERTURNED = "overturned"

    @property
    def waits(self) -> bool:
        """Whether somebody still has to say something."""
        return self in {Look.WAITS, Look.DISAGREED}


LOOK_WORDS: Final[Mapping[Look, str]] = {
    Look.WAITS: gettext_noop("Waits for a second look"),
    Look.AGREED: gettext_noop("Second look: agreed"),
    Look.DISAGREED: gettext_noop("Second look: disagreed"),
    Look.UPHELD: gettext_noop("After the second look: it stands"),
    Look.OVERTURNED: gettext_noop("After the second look: taken back"),
}


class Act(StrEnum):
    """What happened to a verification."""

    BEGUN = "begun"
    PICTURE_ADDED = "picture-added"
    FACE_DROPPED = "face-dropped"
    FIELDS_GIVEN = "fields-given"
    READ_ASKED = "read-asked"
    READ = "read"
    SHOWN = "shown"
    HIDDEN = "hidden"
    SIGNED = "signed"
    SUBMITTED = "submitted"
    PASSED = "passed"
    ANSWERED = "answered"
    TAKEN_UP = "taken-up"
    PUT_BACK = "put-back"
    ESCALATED = "escalated"
    ASKED_AGAIN = "asked-again"
    AGREED = "agreed"
    APPROVED = "approved"
    REFUSED = "refused"
    UNDONE = "undone"
    APPEALED = "appealed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    SECONDED = "seconded"
    DOUBTED = "doubted"
    UPHELD = "upheld"
    OVERTURNED = "overturned"


ACT_WORDS: Final[Mapping[Act, str]] = {
    Act.BEGUN: gettext_noop("Begun"),
    Act.PICTURE_ADDED: gettext_noop("A picture was added"),
    Act.FACE_DROPPED: gettext_noop("The picture of the face was taken back"),
    Act.FIELDS_GIVEN: gettext_noop("Details were given"),
    Act.READ_ASKED: gettext_noop("Pictures are being read"),
    Act.READ: gettext_noop("Pictures were read"),
    Act.SHOWN: gettext_noop("The details were shown to the person"),
    Act.HIDDEN: gettext_noop("They were taken off the customer's screen"),
    Act.SIGNED: gettext_noop("The person confirmed the details"),
    Act.SUBMITTED: gettext_noop("Submitted"),
    Act.PASSED: gettext_noop("Confirmed by the checks"),
    Act.ANSWERED: gettext_noop("A check was answered"),
    Act.TAKEN_UP: gettext_noop("Taken up by a reviewer"),
    Act.PUT_BACK: gettext_noop("Put back into the queue"),
    Act.ESCALATED: gettext_noop("Passed on to a supervisor"),
    Act.ASKED_AGAIN: gettext_noop("One thing was asked for again"),
    Act.AGREED: gettext_noop("Agreed to by the first of two"),
    Act.APPROVED: gettext_noop("Confirmed"),
    Act.REFUSED: gettext_noop("Not confirmed"),
    Act.UNDONE: gettext_noop("The decision was undone"),
    Act.APPEALED: gettext_noop("Somebody else is asked to look again"),
    Act.WITHDRAWN: gettext_noop("Withdrawn"),
    Act.EXPIRED: gettext_noop("Given up: it rested for too long"),
    Act.SUPERSEDED: gettext_noop("Replaced by a later one"),
    Act.SECONDED: gettext_noop("Second look: agreed"),
    Act.DOUBTED: gettext_noop("Second look: disagreed"),
    Act.UPHELD: gettext_noop("After the second look: it stands"),
    Act.OVERTURNED: gettext_noop("The confirmation was taken back"),
}

GIVING: Final = (State.COLLECTING, State.READING, State.WAITING_FOR_PERSON)
"""While the person may give pictures and details."""
OPEN: Final = (*GIVING, State.IN_REVIEW)
DECISIONS: Final = frozenset({Act.AGREED, Act.APPROVED, Act.REFUSED, Act.PASSED, Act.OVERTURNED})

STEPS: Final[Mapping[Act, tuple[tuple[State, ...], State | None]]] = {
    Act.PICTURE_ADDED: (GIVING, None),
    Act.FACE_DROPPED: (GIVING, None),
    Act.FIELDS_GIVEN: (GIVING, None),
    Act.READ_ASKED: ((State.COLLECTING, State.WAITING_FOR_PERSON), State.READING),
    Act.READ: ((State.READING,), None),
    Act.SHOWN: (GIVING, None),
    Act.HIDDEN: (GIVING, None),
    Act.SIGNED: (GIVING, None),
    Act.SUBMITTED: (GIVING, State.IN_REVIEW),
    Act.PASSED: (GIVING, State.APPROVED),
    Act.ANSWERED: ((State.IN_REVIEW,), None),
    Act.TAKEN_UP: ((State.IN_REVIEW,), None),
    Act.PUT_BACK: ((State.IN_REVIEW,), None),
    Act.ESCALATED: ((State.IN_REVIEW,), None),
    Act.ASKED_AGAIN: ((State.IN_REVIEW,), State.WAITING_FOR_PERSON),
    Act.AGREED: ((State.IN_REVIEW,), None),
    Act.APPROVED: ((State.IN_REVIEW,), State.APPROVED),
    Act.REFUSED: ((State.IN_REVIEW,), State.REFUSED),
    Act.UNDONE: ((State.IN_REVIEW, State.APPROVED, State.REFUSED), State.IN_REVIEW),
    Act.APPEALED: ((State.REFUSED,), State.IN_REVIEW),
    Act.WITHDRAWN: (OPEN, State.WITHDRAWN),
    Act.EXPIRED: (GIVING, State.EXPIRED),
    Act.SUPERSEDED: (OPEN, State.SUPERSEDED),
    Act.SECONDED: ((State.APPROVED,), None),
    Act.DOUBTED: ((State.APPROVED,), None),
    Act.UPHELD: ((State.APPROVED,), None),
    Act.OVERTURNED: ((State.APPROVED,), State.REFUSED),
}
"""From where each act leads where; None: it stays as it is, or goes back to where it was."""


def may(act: Act, state: State) -> bool:
    """Whether this can happen to a verification that stands so."""
    return state in STEPS[act][0]


def after(act: Act, state: State) -> State:
    """How it stands then."""
    return STEPS[act][1] or state
