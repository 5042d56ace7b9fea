"""Being forgotten: what stands in the way, what is destroyed, what the law keeps until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from yika.domain.identity.rules.retention.classes import (
    CLASSES,
    DataClass,
    Disposal,
    OnErasure,
)
from yika.kit.errors import Conflict, NotFound, Refusal, gettext_noop

THINK_FOR: Final = timedelta(days=3)
"""Time to take the wish back; nothing can be brought back after it."""

FAREWELL: Final = "erasure-done"
"""The last message: it leaves although nothing is known any more of whom it goes to."""


class State(StrEnum):
    """Where a wish to be forgotten stands."""

    ASKED = "asked"
    HINDERED = "hindered"
    TAKEN_BACK = "taken-back"
    DONE = "done"


class Obstacle(StrEnum):
    """What has to end before a person can be forgotten."""

    OPEN_CARDS = "open-cards"
    OPEN_ERRANDS = "open-errands"
    OPEN_APPLICATIONS = "open-applications"
    OPEN_ENQUIRIES = "open-enquiries"
    COMING_APPOINTMENTS = "coming-appointments"
    OPEN_CHECKS = "open-checks"
    OPEN_VISIT = "open-visit"
    ACTS_FOR_OTHERS = "acts-for-others"
    HOLD = "hold"


OBSTACLE_WORDS: Final[Mapping[Obstacle, str]] = {
    Obstacle.OPEN_CARDS: gettext_noop("Cards that are not closed yet. Close them first."),
    Obstacle.OPEN_ERRANDS: gettext_noop("Errands under way. Finish or withdraw them first."),
    Obstacle.OPEN_APPLICATIONS: gettext_noop("Applications for a card. Withdraw them first."),
    Obstacle.OPEN_ENQUIRIES: gettext_noop("Enquiries that wait for an answer."),
    Obstacle.COMING_APPOINTMENTS: gettext_noop("Appointments to come. Cancel them first."),
    Obstacle.OPEN_VISIT: gettext_noop("A home visit that you asked for. Cancel it first."),
    Obstacle.OPEN_CHECKS: gettext_noop("A check of your real name that is under way."),
    Obstacle.ACTS_FOR_OTHERS: gettext_noop(
        "Organizations that you act for. Have your letter of authority ended first."
    ),
    Obstacle.HOLD: gettext_noop("Nothing of yours may be destroyed now, by law."),
}


class OnlyYourself(Refusal):
    code = "erasure.only_yourself"
    wording = gettext_noop("Only the person can ask for this.")


class UnknownWish(NotFound):
    code = "erasure.unknown"
    wording = gettext_noop("There is no such wish to be forgotten.")


class WishIsOver(Conflict):
    code = "erasure.is_over"
    wording = gettext_noop("This wish was carried out or has ended already.")


class EraseRequestReused(Conflict):
    code = "erasure.request_reused"
    wording = gettext_noop("This request id was already used for something else. Use a new one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseView:
    """A wish to be forgotten, and what came of it.

    `destroyed` counts by class what is gone; `kept` says of each class that the law keeps how
    many days it is kept, none for those that stay for good.
    """

    id: str
    holder: str
    state: State
    asked_at: datetime
    due_at: datetime
    ended_at: datetime | None
    obstacles: tuple[Obstacle, ...]
    destroyed: Mapping[str, int]
    kept: Mapping[str, int | None]


def erased_classes() -> tuple[DataClass, ...]:
    """Those whose data goes when the person wants it."""
    return tuple(one for one in CLASSES if one.erasure is OnErasure.AT_ONCE)


def lasting_classes() -> tuple[DataClass, ...]:
    """Those that are kept longer than the person wants. Of a name it is `proven-names`."""
    kept = [one for one in CLASSES if one.erasure is not OnErasure.AT_ONCE]
    return tuple(one for one in kept if one.days is not None or one.disposal is Disposal.KEEP)


def kept_classes() -> dict[str, int | None]:
    """The same by code, with their days; none for those that stay for good."""
    return {one.code: one.days for one in lasting_classes()}
