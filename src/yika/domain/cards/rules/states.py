"""The states of a card, the steps between them, and the reasons a step may have."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from yika.kit.errors import Conflict, Refusal, gettext_noop

STATE_MAX: Final = 16
REASON_MAX: Final = 32
NOTE_MAX: Final = 500


class State(StrEnum):
    """Where a card is in its life. Blocked: its stops leave nothing of it, in use or not yet."""

    MADE = "made"
    SENT = "sent"
    IN_STOCK = "in_stock"
    HANDED_OUT = "handed_out"
    ACTIVE = "active"
    BLOCKED = "blocked"
    UNDELIVERABLE = "undeliverable"
    DESTROYED = "destroyed"
    CLOSED = "closed"


STATE_WORDS: Final[Mapping[State, str]] = {
    State.MADE: gettext_noop("Made"),
    State.SENT: gettext_noop("On the way"),
    State.IN_STOCK: gettext_noop("In stock"),
    State.HANDED_OUT: gettext_noop("Not activated"),
    State.ACTIVE: gettext_noop("In use"),
    State.BLOCKED: gettext_noop("Blocked"),
    State.UNDELIVERABLE: gettext_noop("Undeliverable"),
    State.DESTROYED: gettext_noop("Destroyed"),
    State.CLOSED: gettext_noop("Closed"),
}


class Reason(StrEnum):
    """Why a card took a step. Whoever gives "other" writes down what it was."""

    DELIVERY = "delivery"
    COUNTED = "counted"
    HANDED_OVER = "handed-over"
    MAILED = "mailed"
    ACTIVATED = "activated"
    GIVEN_BACK = "given-back"
    FOUND = "found"
    MISSING = "missing"
    DAMAGED = "damaged"
    MISPRINTED = "misprinted"
    WITHDRAWN = "withdrawn"
    ADDRESS_UNKNOWN = "address-unknown"
    NOT_ACCEPTED = "not-accepted"
    NOT_COLLECTED = "not-collected"
    SUSPICION = "suspicion"
    COURT_ORDER = "court-order"
    ISSUED_BY_MISTAKE = "issued-by-mistake"
    CLEARED_UP = "cleared-up"
    BLOCKED_BY_MISTAKE = "blocked-by-mistake"
    LOST = "lost"
    FROZEN = "frozen"
    NOT_LOST = "not-lost"
    THAWED = "thawed"
    TIME_OVER = "time-over"
    TAKEN_OVER = "taken-over"
    HOLDERS_WISH = "holders-wish"
    TERM_ENDED = "term-ended"
    DISOWNED = "disowned"
    NAME_NOT_PROVEN = "name-not-proven"
    NAME_PROVEN = "name-proven"
    OTHER = "other"


REASON_WORDS: Final[Mapping[Reason, str]] = {
    Reason.DELIVERY: gettext_noop("Sent to an outlet"),
    Reason.COUNTED: gettext_noop("Counted at the outlet"),
    Reason.HANDED_OVER: gettext_noop("Handed over in person"),
    Reason.MAILED: gettext_noop("Sent by mail"),
    Reason.ACTIVATED: gettext_noop("Activated"),
    Reason.GIVEN_BACK: gettext_noop("Given back unused"),
    Reason.FOUND: gettext_noop("Found again"),
    Reason.MISSING: gettext_noop("Missing from a delivery"),
    Reason.DAMAGED: gettext_noop("Damaged"),
    Reason.MISPRINTED: gettext_noop("Misprinted"),
    Reason.WITHDRAWN: gettext_noop("Withdrawn from sale"),
    Reason.ADDRESS_UNKNOWN: gettext_noop("Nobody of that name at the address"),
    Reason.NOT_ACCEPTED: gettext_noop("Not accepted"),
    Reason.NOT_COLLECTED: gettext_noop("Not collected in time"),
    Reason.SUSPICION: gettext_noop("Suspicion of fraud"),
    Reason.COURT_ORDER: gettext_noop("Order of a court or an authority"),
    Reason.ISSUED_BY_MISTAKE: gettext_noop("Issued by mistake"),
    Reason.CLEARED_UP: gettext_noop("Cleared up"),
    Reason.BLOCKED_BY_MISTAKE: gettext_noop("Blocked by mistake"),
    Reason.LOST: gettext_noop("Reported lost"),
    Reason.FROZEN: gettext_noop("Frozen by the holder"),
    Reason.NOT_LOST: gettext_noop("Reported by mistake"),
    Reason.THAWED: gettext_noop("Thawed by the holder"),
    Reason.TIME_OVER: gettext_noop("Its time was over"),
    Reason.TAKEN_OVER: gettext_noop("Blocked already in the system before"),
    Reason.HOLDERS_WISH: gettext_noop("At the holder's wish"),
    Reason.TERM_ENDED: gettext_noop("Its term has ended"),
    Reason.DISOWNED: gettext_noop("Somebody in whose name it is has not applied for it"),
    Reason.NAME_NOT_PROVEN: gettext_noop("The name was not proven in time"),
    Reason.NAME_PROVEN: gettext_noop("The name was proven"),
    Reason.OTHER: gettext_noop("Another reason"),
}

Steps = Mapping[State, Mapping[State, tuple[Reason, ...]]]

_SPOILT: Final = (Reason.MISPRINTED, Reason.DAMAGED, Reason.WITHDRAWN, Reason.OTHER)
BLOCK_REASONS: Final = (
    Reason.SUSPICION,
    Reason.COURT_ORDER,
    Reason.ISSUED_BY_MISTAKE,
    Reason.OTHER,
)
"""Why the issuer may block a card."""

UNBLOCK_REASONS: Final = (Reason.CLEARED_UP, Reason.BLOCKED_BY_MISTAKE, Reason.OTHER)
"""Why the issuer may lift a block."""

_STOPPED: Final = (
    *BLOCK_REASONS,
    Reason.LOST,
    Reason.FROZEN,
    Reason.NAME_NOT_PROVEN,
    Reason.DISOWNED,
)
_FREED: Final = (
    *UNBLOCK_REASONS,
    Reason.FOUND,
    Reason.NOT_LOST,
    Reason.THAWED,
    Reason.TIME_OVER,
    Reason.NAME_PROVEN,
)
_ENDED: Final = (Reason.HOLDERS_WISH, Reason.TERM_ENDED, Reason.OTHER)

STEPS: Final[Steps] = {
    State.MADE: {State.SENT: (Reason.DELIVERY,), State.DESTROYED: _SPOILT},
    State.SENT: {
        State.IN_STOCK: (Reason.COUNTED,),
        State.UNDELIVERABLE: (
            Reason.MISSING,
            Reason.DAMAGED,
            Reason.NOT_ACCEPTED,
            Reason.OTHER,
        ),
    },
    State.IN_STOCK: {
        State.HANDED_OUT: (Reason.HANDED_OVER, Reason.MAILED),
        State.DESTROYED: _SPOILT,
    },
    State.HANDED_OUT: {
        State.ACTIVE: (Reason.ACTIVATED,),
        State.IN_STOCK: (Reason.GIVEN_BACK,),
        State.UNDELIVERABLE: (
            Reason.ADDRESS_UNKNOWN,
            Reason.NOT_ACCEPTED,
            Reason.NOT_COLLECTED,
            Reason.OTHER,
        ),
        State.BLOCKED: _STOPPED,
    },
    State.ACTIVE: {State.BLOCKED: _STOPPED, State.CLOSED: _ENDED},
    State.BLOCKED: {
        State.HANDED_OUT: _FREED,
        State.ACTIVE: _FREED,
        State.CLOSED: _ENDED,
    },
    State.UNDELIVERABLE: {State.IN_STOCK: (Reason.FOUND,), State.DESTROYED: _SPOILT},
    State.DESTROYED: {},
    State.CLOSED: {},
}
"""Every step a card may take, with the reasons it may have. What is not here does not happen."""

MAY_ARRIVE_AS: Final = frozenset({State.IN_STOCK, State.HANDED_OUT, State.ACTIVE, State.BLOCKED})
"""The states in which a card may be taken over from an older system."""


class NoSuchStep(Conflict):
    code = "card.no_such_step"
    wording = gettext_noop(
        "This cannot be done with the card as it stands. Look at its history first."
    )


class CardsMoved(Conflict):
    code = "card.cards_moved"
    wording = gettext_noop(
        "Somebody else has just changed some of these cards. Look again, then repeat this."
    )


class ReasonUnknown(Refusal):
    code = "card.reason_unknown"
    wording = gettext_noop("Choose one of the listed reasons.")


class NoteNeeded(Refusal):
    code = "card.note_needed"
    wording = gettext_noop("You chose another reason. Write in a few words what it is.")


class NoteTooLong(Refusal):
    code = "card.note_too_long"
    wording = gettext_noop("A note has at most {longest} characters. Write it shorter.")


class NotHandedOut(Refusal):
    code = "card.not_handed_out"
    wording = gettext_noop(
        "This card has not been handed out yet. Ask at the outlet you have it from."
    )


class KeptForAnother(Conflict):
    code = "card.kept_for_another"
    wording = gettext_noop("This card is kept for somebody who applied for it. Take another one.")


class NotInStock(Refusal):
    code = "card.not_in_stock"
    wording = gettext_noop("This card is not in stock. Take another one.")


class AlreadyActive(Conflict):
    code = "card.already_active"
    wording = gettext_noop("This card is in use already. Nothing more is needed.")


class CardBlocked(Refusal):
    code = "card.blocked"
    wording = gettext_noop(
        "This card is stopped. Look at its page for the reason, or call the hotline of the issuer."
    )


class NotBlocked(Conflict):
    code = "card.not_blocked"
    wording = gettext_noop("This card is not blocked.")


class CardEnded(Refusal):
    code = "card.ended"
    wording = gettext_noop("This card has been closed or destroyed and cannot be used again.")


class CardExpired(Refusal):
    code = "card.expired"
    wording = gettext_noop("This card could be used until {until}. Ask the issuer for a new one.")


class OtherHolder(Refusal):
    code = "card.other_holder"
    wording = gettext_noop(
        "This card is registered to somebody else. If it is yours, call the hotline of the issuer."
    )


def check_step(before: State, after: State, *, reason: str, note: str) -> None:
    """Refuse a step that is not in the table, or not with this reason, or without its words."""
    check_listed(before, after, reason=reason)
    check_note(reason, note)


def check_listed(before: State, after: State, *, reason: str) -> None:
    """Refuse a step that is not in the table, or not with this reason."""
    if after not in STEPS[before]:
        raise NoSuchStep(before=before.value, after=after.value)
    if reason not in STEPS[before][after]:
        raise ReasonUnknown(reason=reason)


def check_note(reason: str, note: str) -> None:
    """Refuse "other" without a word of what it is."""
    if reason == Reason.OTHER and not note.strip():
        raise NoteNeeded
    if len(note) > NOTE_MAX:
        raise NoteTooLong(longest=NOTE_MAX)


def check_in_use(state: State) -> None:
    """Refuse what only a card in use can do, with what stands in the way."""
    if state is State.BLOCKED:
        raise CardBlocked
    if state in {State.CLOSED, State.DESTROYED}:
        raise CardEnded
    if state is not State.ACTIVE:
        raise NotHandedOut


def check_can_have_pin(state: State) -> None:
    """Refuse a PIN for a card that nobody has in his hands, or that is stopped."""
    if state is not State.HANDED_OUT:
        check_in_use(state)


def check_activation(
    state: State, *, holder: str | None, claimed_by: str | None, last_day: date | None, today: date
) -> None:
    """Refuse to activate a card, saying what stands in the way.

    `holder` is who has the card so far, `claimed_by` who wants it; both None when not known.
    """
    if holder and claimed_by and holder != claimed_by:
        raise OtherHolder
    if state is State.ACTIVE:
        raise AlreadyActive
    if state is not State.HANDED_OUT:
        check_in_use(state)
    if last_day and last_day < today:
        raise CardExpired(until=last_day)


def state_after_block(*, activated: bool) -> State:
    """Where a card goes back to when the issuer lets it go again."""
    return State.ACTIVE if activated else State.HANDED_OUT


def is_terminal(state: State) -> bool:
    """Whether a card never leaves this state."""
    return not STEPS[state]
