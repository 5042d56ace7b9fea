"""Everything that can be done at the desk: its letter, its words, who may do it, and when."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.http import urlencode

from yika.channels.counter.desk import SERVING, Desk
from yika.domain.cards.rules import State
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop


class About(StrEnum):
    """What an operation is done with; its address names that."""

    DESK = "desk"
    CARD = "card"
    PERSON = "person"
    ERRAND = "errand"


class Dress(StrEnum):
    """How its button stands out: the one that comes next, or one that stops something."""

    PLAIN = ""
    NEXT = "primary"
    STOPS = "danger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing to do. `name` is also the name of its page, `done` what is said afterwards."""

    name: str
    key: str
    title: str
    done: str = ""
    right: Right
    about: About
    when: Callable[[Desk], bool] = lambda _desk: True
    dress: Dress = Dress.PLAIN

    def address(self, desk: Desk) -> str:
        """Its page for what is on the desk."""
        query = f"?{urlencode({SERVING: desk.serving})}" if desk.serving else ""
        return reverse(f"counter:{self.name}", args=self._named(desk)) + query

    def is_offered(self, desk: Desk) -> bool:
        """Whether it can be done with what is on the desk, and by who sits there."""
        named = self.about is About.DESK or bool(self._named(desk))
        return named and desk.by.may(self.right, desk.by.issuer) and self.when(desk)

    def _named(self, desk: Desk) -> list[str]:
        subject = {
            About.CARD: desk.card,
            About.PERSON: desk.person,
            About.ERRAND: desk.errand,
        }.get(self.about)
        return [subject.id] if subject else []


def card_is(*states: State) -> Callable[[Desk], bool]:
    """True while the card at hand is in one of these states."""
    return lambda desk: desk.card is not None and desk.card.state in states


def has_pin(desk: Desk) -> bool:
    return desk.pin is not None and desk.pin.is_set


def is_locked(desk: Desk) -> bool:
    return desk.pin is not None and desk.pin.is_locked


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
    key="L",
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
    when=card_is(State.BLOCKED),
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
)
CLEAR_PASSWORD = Operation(
    name="clear-password",
    key="W",
    title=gettext_noop("Clear password"),
    done=gettext_noop("The password is cleared. The person signs in with a code."),
    right=Right.PEOPLE_RESET,
    about=About.PERSON,
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
COUNT = Operation(
    name="count",
    key="D",
    title=gettext_noop("Count a delivery"),
    right=Right.CARDS_STOCK,
    about=About.DESK,
    when=lambda _desk: False,  # offered beside each delivery that is to be counted
)

OPERATIONS = (
    *(ERRAND, WITHDRAW),
    *(ACTIVATE, HAND_OUT, NEW_PIN, UNLOCK_PIN, TAKE_BACK, UNDELIVERABLE, FIND_AGAIN),
    *(UNBLOCK, BLOCK),
    *(REVEAL, CLEAR_PASSWORD),
    *(REGISTER, CONTINUE, STOCK),
)
"""In the order in which the desk shows them."""


def offered(desk: Desk) -> Iterator[Operation]:
    """What can be done now."""
    return (one for one in OPERATIONS if one.is_offered(desk))
