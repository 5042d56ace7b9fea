"""What a card is called as it stands: its state, and the stops that are the reason for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from yika.domain.cards.rules.states import STATE_WORDS, State
from yika.domain.cards.rules.stops.kinds import Credential, StopKind, StopScope
from yika.domain.cards.rules.stops.views import StopView
from yika.kit.errors import gettext_noop


@dataclass(frozen=True, slots=True)
class Standing:
    """How a card stands, in words for whoever looks at it.

    `code` is for programs and for dress: a state, or one of the words of `CODES`. `until`: it
    stands so until then; None: nobody knows. `stop` is the stop that is told of, "" without one.
    """

    code: str
    wording: str
    until: datetime | None = None
    stop: str = ""


CODES: Final[Mapping[str, str]] = {
    "blocked": gettext_noop("Blocked"),
    "lost": gettext_noop("Reported lost"),
    "lost-temporary": gettext_noop("Reported lost for a time"),
    "frozen": gettext_noop("Frozen by the holder"),
    "frozen-own": gettext_noop("Frozen by you"),
    "plastic-lost": gettext_noop("Plastic card reported lost"),
    "phone-lost": gettext_noop("Card on the phone reported lost"),
    "spending-blocked": gettext_noop("Spending blocked"),
    "loading-blocked": gettext_noop("Topping up blocked"),
    "spending-frozen": gettext_noop("Spending frozen"),
    "loading-frozen": gettext_noop("Topping up frozen"),
}
ORDER: Final = (StopKind.BLOCKED, StopKind.LOSS_FORMAL, StopKind.LOSS_TEMPORARY, StopKind.FROZEN)
"""Of several stops the one is told that is the hardest to get rid of."""

_WHOLE: Final = {
    StopKind.BLOCKED: "blocked",
    StopKind.LOSS_FORMAL: "lost",
    StopKind.LOSS_TEMPORARY: "lost-temporary",
    StopKind.FROZEN: "frozen",
}


def standing(state: State, stops: Sequence[StopView], *, own: bool) -> Standing:
    """How a card with these open stops stands, for its holder (`own`) or for anybody else."""
    told = sorted(stops, key=_weight)
    if not told:
        return Standing(state.value, STATE_WORDS[state])
    first = told[0]
    code = _code(first, whole=state is State.BLOCKED, own=own)
    return Standing(code, CODES[code], first.until, first.id)


def _weight(stop: StopView) -> tuple[bool, bool, int, float]:
    """Whole cards before parts of them; then the order of kinds; then what lasts longest."""
    lasts = stop.until.timestamp() if stop.until else float("inf")
    return (
        stop.scope is not StopScope.ALL,
        stop.credential is not Credential.ALL,
        ORDER.index(stop.kind),
        -lasts,
    )


def _code(stop: StopView, *, whole: bool, own: bool) -> str:
    if stop.is_loss and stop.credential is not Credential.ALL and not whole:
        return f"{stop.credential}-lost"
    if stop.scope is not StopScope.ALL:
        frozen = stop.kind is StopKind.FROZEN
        return f"{stop.scope}-{'frozen' if frozen else 'blocked'}"
    code = _WHOLE[stop.kind]
    return "frozen-own" if code == "frozen" and own else code
