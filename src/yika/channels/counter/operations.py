"""Everything that can be done at the desk: its letter, its words, who may do it, and when."""

from collections.abc import Callable, Iterator

from yika.channels.counter import applied, named
from yika.channels.counter.desk import Desk
from yika.channels.counter.operation import About, Dress, Operation
from yika.domain.cards.rules import State
from yika.domain.cards.rules.stops import StopKind, StopView
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop


def card_is(*states: State) -> Callable[[Desk], bool]:
    """True while the card at hand is in one of these states."""
    return lambda desk: desk.card is not None and desk.card.state in states


def has_pin(desk: Desk) -> bool:
    return desk.pin is not None and desk.pin.is_set


def is_locked(desk: Desk) -> bool:
    return desk.pin is not None and desk.pin.is_locked


def is_loss(stop: StopView) -> bool:
    return stop.is_loss


def is_stopped(*kinds: StopKind) -> Callable[[Desk], bool]:
    """True while something of these kinds stops the card at hand."""
    return lambda desk: desk.card is not None and any(s.kind in kinds for s in desk.card.stops)


def may_be_activated(desk: Desk) -> bool:
    return card_is(State.HANDED_OUT)(desk) and desk.errand is None


ACTIVATE = Operation(
    name="activate",
    key="A",
    title=gettext_noop("Activate"),
    right=Right.ERRANDS_SERVE,
    about=About.CARD,
    when=may_be_activated,
    dress=Dress.NEXT,
)
ERRAND = Operation(
    name="errand",
    key="A",
    title=gettext_noop("Go on"),
    done=gettext_noop("The card is activated and can be used."),
    right=Right.ERRANDS_VIEW,
    about=About.ERRAND,
    dress=Dress.NEXT,
)
HAND_OUT = Operation(
    name="hand-out",
    key="H",
    title=gettext_noop("Hand out"),
    done=gettext_noop("The card is handed out."),
    right=Right.CARDS_HAND_OUT,
    about=About.CARD,
    when=card_is(State.IN_STOCK),
    dress=Dress.NEXT,
)
NEW_PIN = Operation(
    name="new-pin",
    key="P",
    title=gettext_noop("New PIN"),
    done=gettext_noop("The new PIN is set, and the holder was told."),
    right=Right.PIN_UNLOCK,
    about=About.CARD,
    when=has_pin,
)
UNLOCK_PIN = Operation(
    name="unlock-pin",
    key="K",
    title=gettext_noop("Unlock PIN"),
    done=gettext_noop("The PIN is unlocked. It is the same as before."),
    right=Right.PIN_UNLOCK,
    about=About.CARD,
    when=is_locked,
)
TAKE_BACK = Operation(
    name="take-back",
    key="T",
    title=gettext_noop("Take back"),
    done=gettext_noop("The card is back in stock and belongs to nobody."),
    right=Right.CARDS_STOCK,
    about=About.CARD,
    when=card_is(State.HANDED_OUT),
)
UNDELIVERABLE = Operation(
    name="undeliverable",
    key="N",
    title=gettext_noop("Undeliverable"),
    done=gettext_noop("The card is noted as undeliverable."),
    right=Right.CARDS_STOCK,
    about=About.CARD,
    when=card_is(State.HANDED_OUT, State.SENT),
)
FIND_AGAIN = Operation(
    name="find-again",
    key="F",
    title=gettext_noop("Found again"),
    done=gettext_noop("The card is back in stock and belongs to nobody."),
    right=Right.CARDS_STOCK,
    about=About.CARD,
    when=card_is(State.UNDELIVERABLE),
)
UNBLOCK = Operation(
    name="unblock",
    key="U",
    title=gettext_noop("Unblock"),
    done=gettext_noop("The card is unblocked."),
    right=Right.CARDS_BLOCK,
    about=About.CARD,
    when=is_stopped(StopKind.BLOCKED),
)
BLOCK = Operation(
    name="block",
    key="B",
    title=gettext_noop("Block"),
    done=gettext_noop("The card is blocked, and its holder was told."),
    right=Right.CARDS_BLOCK,
    about=About.CARD,
    when=card_is(State.HANDED_OUT, State.ACTIVE),
    dress=Dress.STOPS,
)
LOSS = Operation(
    name="loss",
    key="L",
    title=gettext_noop("Report a loss"),
    right=Right.CARDS_REPORT_LOSS,
    about=About.DESK,
    when=lambda desk: desk.card is None,
    dress=Dress.STOPS,
)
REPORT_LOSS = Operation(
    name="report-loss",
    key="L",
    title=gettext_noop("Report lost"),
    done=gettext_noop("The card is stopped, and its holder was told how to undo it."),
    right=Right.CARDS_REPORT_LOSS,
    about=About.CARD,
    when=lambda desk: desk.may_be_lost,
    dress=Dress.STOPS,
)
END_REPORT = Operation(
    name="end-report",
    key="F",
    title=gettext_noop("Found, or a mistake"),
    done=gettext_noop("The report has ended, and its holder was told."),
    right=Right.CARDS_REPORT_LOSS,
    about=About.CARD,
    when=is_stopped(StopKind.LOSS_TEMPORARY, StopKind.LOSS_FORMAL),
)
MAKE_FORMAL = Operation(
    name="make-formal",
    key="M",
    title=gettext_noop("Make it formal"),
    done=gettext_noop("The report holds for good."),
    right=Right.CARDS_REPORT_LOSS,
    about=About.CARD,
    when=is_stopped(StopKind.LOSS_TEMPORARY),
)
THAW = Operation(
    name="thaw",
    key="Z",
    title=gettext_noop("Thaw"),
    done=gettext_noop("The card is thawed, and its holder was told."),
    right=Right.CARDS_REPORT_LOSS,
    about=About.CARD,
    when=is_stopped(StopKind.FROZEN),
)
WITHDRAW = Operation(
    name="withdraw",
    key="X",
    title=gettext_noop("Cancel it"),
    done=gettext_noop("It is cancelled. It can be begun again at any time."),
    right=Right.ERRANDS_SERVE,
    about=About.ERRAND,
    dress=Dress.STOPS,
)
REVEAL = Operation(
    name="reveal",
    key="V",
    title=gettext_noop("Unmask"),
    right=Right.PEOPLE_REVEAL,
    about=About.PERSON,
    when=named.is_person,
)
CLEAR_PASSWORD = Operation(
    name="clear-password",
    key="W",
    title=gettext_noop("Clear password"),
    done=gettext_noop("The password is cleared. The person signs in with a code."),
    right=Right.PEOPLE_RESET,
    about=About.PERSON,
    when=named.is_person,
)
REGISTER = Operation(
    name="register",
    key="R",
    title=gettext_noop("Register"),
    done=gettext_noop("The person is registered. Phone and e-mail are not proven yet."),
    right=Right.PEOPLE_REGISTER,
    about=About.DESK,
)
CONTINUE = Operation(
    name="continue",
    key="C",
    title=gettext_noop("Continue a case"),
    right=Right.ERRANDS_VIEW,
    about=About.DESK,
)
STOCK = Operation(
    name="stock",
    key="S",
    title=gettext_noop("Stock"),
    right=Right.CARDS_VIEW,
    about=About.DESK,
)
GUIDES = Operation(
    name="guides",
    key="G",
    title=gettext_noop("Guides"),
    right=Right.CARDS_VIEW,
    about=About.DESK,
)
COUNT = Operation(
    name="count",
    key="D",
    title=gettext_noop("Count a delivery"),
    right=Right.CARDS_STOCK,
    about=About.DESK,
    when=lambda _desk: False,  # offered beside each delivery that is to be counted
)

ASK = Operation(
    name="ask",
    key="E",
    title=gettext_noop("Take down an enquiry"),
    done=gettext_noop("It is taken down, and the person was told its number."),
    right=Right.ENQUIRIES_ANSWER,
    about=About.PERSON,
    when=named.is_person,
)
ENQUIRIES = Operation(
    name="enquiries",
    key="E",
    title=gettext_noop("Enquiries"),
    right=Right.ENQUIRIES_VIEW,
    about=About.DESK,
    when=lambda desk: desk.person is None and desk.card is None,
)
ANSWER = Operation(
    name="answer",
    key="A",
    title=gettext_noop("Answer"),
    done=gettext_noop("It is answered, and the person was told."),
    right=Right.ENQUIRIES_ANSWER,
    about=About.ENQUIRY,
    when=lambda desk: desk.enquiry is not None and desk.enquiry.may_answer,
    dress=Dress.NEXT,
)
TAKE_ON = Operation(
    name="take-on",
    key="T",
    title=gettext_noop("Take it on"),
    done=gettext_noop("You look after it from now on."),
    right=Right.ENQUIRIES_ANSWER,
    about=About.ENQUIRY,
    when=lambda desk: desk.may_take_on,
)
ADD_WORDS = Operation(
    name="add-words",
    key="D",
    title=gettext_noop("Add what was said"),
    done=gettext_noop("It is added."),
    right=Right.ENQUIRIES_ANSWER,
    about=About.ENQUIRY,
    when=lambda desk: desk.enquiry is not None and desk.enquiry.may_add,
)
QUEUE = Operation(
    name="queue",
    key="Q",
    title=gettext_noop("Queue"),
    right=Right.QUEUE_SERVE,
    about=About.DESK,
)
CHECK_IN = Operation(
    name="check-in",
    key="I",
    title=gettext_noop("Check in"),
    right=Right.QUEUE_SERVE,
    about=About.DESK,
    when=lambda desk: desk.person is None and desk.card is None,
)
BOOK = Operation(
    name="book",
    key="O",
    title=gettext_noop("Book an appointment"),
    done=gettext_noop("The appointment is booked, and the person was told."),
    right=Right.QUEUE_SERVE,
    about=About.PERSON,
    when=named.is_person,
)

OPERATIONS = (
    *applied.OPERATIONS,
    *(ANSWER, TAKE_ON, ADD_WORDS),
    *(ERRAND, WITHDRAW),
    *(ACTIVATE, named.PROVE, HAND_OUT, NEW_PIN, UNLOCK_PIN, TAKE_BACK, UNDELIVERABLE, FIND_AGAIN),
    *(END_REPORT, MAKE_FORMAL, THAW, REPORT_LOSS),
    *(UNBLOCK, BLOCK),
    *named.OPERATIONS,
    *(applied.APPLY, REVEAL, CLEAR_PASSWORD, ASK, BOOK),
    *(QUEUE, CHECK_IN),
    *(REGISTER, CONTINUE, applied.APPLICATIONS, GUIDES, STOCK, LOSS, ENQUIRIES),
    *named.OF_DESK,
    *named.HIDDEN,
)
"""In the order in which the desk shows them."""


def offered(desk: Desk) -> Iterator[Operation]:
    """What can be done now."""
    return (one for one in OPERATIONS if one.is_offered(desk))
