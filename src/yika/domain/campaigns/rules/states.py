"""Where a campaign stands, and where each card in it."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from typing import Final

from yika.kit.errors import gettext_noop


class State(StrEnum):
    """Of a campaign: planned by one person, started by another, gathering its cards, running."""

    PLANNED = "planned"
    GATHERING = "gathering"
    RUNNING = "running"
    ENDING = "ending"
    ENDED = "ended"


class CardState(StrEnum):
    """Of a card in it. Unreached: nothing happens to it but that staff find it in a list."""

    OPEN = "open"
    UNREACHED = "unreached"
    LOADING = "loading"
    SPENDING = "spending"
    EXCEPTED = "excepted"
    KNOWN = "known"
    GONE = "gone"
    RELEASED = "released"


class Stage(IntEnum):
    """How far a card is restricted."""

    FREE = 0
    LOADING = 1
    SPENDING = 2


OVER: Final = frozenset({CardState.KNOWN, CardState.GONE, CardState.RELEASED})
ON: Final = frozenset({State.GATHERING, State.RUNNING, State.ENDING})

STATE_WORDS: Final[Mapping[State, str]] = {
    State.PLANNED: gettext_noop("Planned, not started"),
    State.GATHERING: gettext_noop("Gathering its cards"),
    State.RUNNING: gettext_noop("Running"),
    State.ENDING: gettext_noop("Being ended"),
    State.ENDED: gettext_noop("Ended"),
}
CARD_WORDS: Final[Mapping[CardState, str]] = {
    CardState.OPEN: gettext_noop("Asked to prove the name"),
    CardState.UNREACHED: gettext_noop("Warnings did not arrive"),
    CardState.LOADING: gettext_noop("Topping up restricted"),
    CardState.SPENDING: gettext_noop("Topping up and spending restricted"),
    CardState.EXCEPTED: gettext_noop("Excepted"),
    CardState.KNOWN: gettext_noop("Name proven"),
    CardState.GONE: gettext_noop("No longer in use"),
    CardState.RELEASED: gettext_noop("Let go at the end"),
}
STATE_OF: Final[Mapping[Stage, CardState]] = {
    Stage.FREE: CardState.OPEN,
    Stage.LOADING: CardState.LOADING,
    Stage.SPENDING: CardState.SPENDING,
}
