"""Where an import stands, and what may still be done to it."""

from enum import StrEnum
from typing import Final

from yika.domain.imports.rules import refusals
from yika.kit.actor import Actor, ActorKind
from yika.kit.errors import gettext_noop


class State(StrEnum):
    """Checked: read, found good and waiting, for a second person where it brings money."""

    RECEIVED = "received"
    READING = "reading"
    CHECKED = "checked"
    APPROVED = "approved"
    APPLYING = "applying"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"


STATE_WORDS: Final = {
    State.RECEIVED: gettext_noop("Received"),
    State.READING: gettext_noop("Being read"),
    State.CHECKED: gettext_noop("Waiting for approval"),
    State.APPROVED: gettext_noop("Approved"),
    State.APPLYING: gettext_noop("Being taken over"),
    State.DONE: gettext_noop("Done"),
    State.REFUSED: gettext_noop("Refused"),
    State.CANCELLED: gettext_noop("Cancelled"),
}


class Mode(StrEnum):
    """Whether one refused line stops the file, or only itself."""

    WHOLE_FILE = "whole-file"
    PER_LINE = "per-line"


ENDED: Final = frozenset({State.DONE, State.REFUSED, State.CANCELLED})
UNDONE: Final = frozenset({State.REFUSED, State.CANCELLED})
CANCELLABLE: Final = frozenset({State.RECEIVED, State.READING, State.CHECKED})


def check_approval(state: State, *, asked_by: str, by: Actor) -> None:
    """Refuse anybody but a second person, in person."""
    if state is not State.CHECKED:
        raise refusals.NotChecked(state=state.value)
    if by.kind is not ActorKind.STAFF:
        raise refusals.NotByStaff
    if by.id == asked_by:
        raise refusals.SamePerson


def check_cancel(state: State) -> None:
    if state not in CANCELLABLE:
        raise refusals.TooLate(state=state.value)


def check_lines(mode: Mode, *, lines: int, refused: int) -> None:
    """Refuse what is left of a file with faults."""
    if lines == 0:
        raise refusals.OnlyHeader
    if refused == lines:
        raise refusals.NothingLeft(lines=lines)
    if refused and mode is Mode.WHOLE_FILE:
        raise refusals.LinesRefused(refused=refused, lines=lines)
