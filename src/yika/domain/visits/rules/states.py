"""The states of a home visit, and what leads from one to the next."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final

from yika.domain.visits.rules.refusals import NoSuchVisitStep
from yika.kit.errors import gettext_noop


class State(StrEnum):
    """Where a visit stands. Packed: what the two need is on their device."""

    REQUESTED = "requested"
    SCHEDULED = "scheduled"
    PACKED = "packed"
    DONE = "done"
    NOT_MET = "not-met"
    CANCELED = "canceled"
    EXPIRED = "expired"


STATE_WORDS: Final[Mapping[State, str]] = {
    State.REQUESTED: gettext_noop("Asked for"),
    State.SCHEDULED: gettext_noop("Scheduled"),
    State.PACKED: gettext_noop("On the way"),
    State.DONE: gettext_noop("Done"),
    State.NOT_MET: gettext_noop("Nobody was there"),
    State.CANCELED: gettext_noop("Canceled"),
    State.EXPIRED: gettext_noop("Did not take place"),
}


class Act(StrEnum):
    """What happens to a visit."""

    SCHEDULED = "scheduled"
    PACKED = "packed"
    DONE = "done"
    NOT_MET = "not-met"
    CANCELED = "canceled"
    EXPIRED = "expired"


STEPS: Final[Mapping[Act, tuple[tuple[State, ...], State]]] = {
    Act.SCHEDULED: ((State.REQUESTED, State.SCHEDULED), State.SCHEDULED),
    Act.PACKED: ((State.SCHEDULED, State.PACKED), State.PACKED),
    Act.DONE: ((State.PACKED, State.EXPIRED), State.DONE),
    Act.NOT_MET: ((State.PACKED, State.EXPIRED), State.NOT_MET),
    Act.CANCELED: ((State.REQUESTED, State.SCHEDULED, State.PACKED), State.CANCELED),
    Act.EXPIRED: ((State.REQUESTED, State.SCHEDULED, State.PACKED), State.EXPIRED),
}
"""From where each act leads where. What is not here does not happen."""

OPEN: Final = (State.REQUESTED, State.SCHEDULED, State.PACKED)
TAKES_TIME: Final = (State.SCHEDULED, State.PACKED)
"""While the two who go cannot go elsewhere."""

WAITS_FOR: Final = timedelta(days=30)
"""A visit that nobody schedules is given up after this long."""


class Purpose(StrEnum):
    """What a visit is for."""

    REAL_NAME = "real-name"


PURPOSE_WORDS: Final[Mapping[Purpose, str]] = {Purpose.REAL_NAME: gettext_noop("Identity check")}


def step(state: State, act: Act) -> State:
    """How it stands after this act. Refuses what cannot be done with it as it stands."""
    before, after = STEPS[act]
    if state not in before:
        raise NoSuchVisitStep
    return after
