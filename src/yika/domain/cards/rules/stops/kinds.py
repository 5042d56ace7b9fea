"""What can stop a card: several stops at once, each with its own reason and its own end."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from yika.domain.cards.rules.states import Reason
from yika.kit.errors import gettext_noop

WORD_MAX: Final = 16


class StopKind(StrEnum):
    """Who stops a card and why: a report of loss, its holder at will, its issuer."""

    LOSS_TEMPORARY = "loss-temporary"
    LOSS_FORMAL = "loss-formal"
    FROZEN = "frozen"
    BLOCKED = "blocked"

    @property
    def is_loss(self) -> bool:
        return self in LOSSES


LOSSES: Final = frozenset({StopKind.LOSS_TEMPORARY, StopKind.LOSS_FORMAL})


class StopScope(StrEnum):
    """What a stop stops: everything, only what goes out of the card, or only what comes in."""

    ALL = "all"
    SPENDING = "spending"
    LOADING = "loading"


class Credential(StrEnum):
    """Which part of a card a stop is about: all of them, the plastic, or what is on the phone."""

    ALL = "all"
    PLASTIC = "plastic"
    PHONE = "phone"


class EndedHow(StrEnum):
    """How a stop ended. Found and mistaken differ: who was never without his card used it."""

    FOUND = "found"
    MISTAKEN = "mistaken"
    MADE_FORMAL = "made-formal"
    THAWED = "thawed"
    LIFTED = "lifted"
    RAN_OUT = "ran-out"


KIND_WORDS: Final[Mapping[StopKind, str]] = {
    StopKind.LOSS_TEMPORARY: gettext_noop("Reported lost for a time"),
    StopKind.LOSS_FORMAL: gettext_noop("Reported lost"),
    StopKind.FROZEN: gettext_noop("Frozen by the holder"),
    StopKind.BLOCKED: gettext_noop("Blocked by the issuer"),
}
SCOPE_WORDS: Final[Mapping[StopScope, str]] = {
    StopScope.ALL: gettext_noop("Everything"),
    StopScope.SPENDING: gettext_noop("Only spending"),
    StopScope.LOADING: gettext_noop("Only topping up"),
}
CREDENTIAL_WORDS: Final[Mapping[Credential, str]] = {
    Credential.ALL: gettext_noop("The whole card"),
    Credential.PLASTIC: gettext_noop("The plastic card"),
    Credential.PHONE: gettext_noop("The card on the phone"),
}
ENDED_WORDS: Final[Mapping[EndedHow, str]] = {
    EndedHow.FOUND: gettext_noop("Found again"),
    EndedHow.MISTAKEN: gettext_noop("Reported by mistake"),
    EndedHow.MADE_FORMAL: gettext_noop("Made a formal report"),
    EndedHow.THAWED: gettext_noop("Thawed by the holder"),
    EndedHow.LIFTED: gettext_noop("Lifted by the issuer"),
    EndedHow.RAN_OUT: gettext_noop("Its time was over"),
}

STEP_REASONS: Final[Mapping[StopKind, Reason]] = {
    StopKind.LOSS_TEMPORARY: Reason.LOST,
    StopKind.LOSS_FORMAL: Reason.LOST,
    StopKind.FROZEN: Reason.FROZEN,
}
"""The reason in the card's history for a stop whose kind says it all; a block has its own."""

END_REASONS: Final[Mapping[EndedHow, Reason]] = {
    EndedHow.FOUND: Reason.FOUND,
    EndedHow.MISTAKEN: Reason.NOT_LOST,
    EndedHow.THAWED: Reason.THAWED,
    EndedHow.RAN_OUT: Reason.TIME_OVER,
}
"""The same for its end; whoever lifts a block gives a reason, and a conversion ends nothing."""
