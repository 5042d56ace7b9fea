"""PIN: the holder chooses one that nobody who knows him or the card would guess."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from yika.domain.cards import actions as cards
from yika.domain.cards import queries
from yika.domain.errands.rules.asks import Ask, Asked, AskKind, StepForm
from yika.domain.errands.steps.step import Stand, Step, Taken, Way
from yika.kit.actor import WORKER
from yika.kit.errors import Fault, gettext_noop
from yika.products.product import CardProduct

PIN_MAX = 12
DIFFERENT = gettext_noop("The two PINs are not the same. Enter the same one twice.")


class PinTwice(StepForm):
    """The same PIN twice, so that a slip of the finger locks nobody out."""

    pin: Annotated[
        str,
        Asked(
            gettext_noop("PIN"),
            hint=gettext_noop("No birthday, no part of a number of yours, no row of digits"),
            wrong=gettext_noop("Enter a PIN of digits only."),
            kind=AskKind.PIN,
            secret=True,
            max_length=PIN_MAX,
        ),
    ]
    again: Annotated[
        str,
        Asked(
            gettext_noop("The same PIN again"),
            wrong=gettext_noop("Enter the PIN a second time."),
            kind=AskKind.PIN,
            secret=True,
            max_length=PIN_MAX,
        ),
    ]

    def misfits(self) -> Iterator[Fault]:
        if self.pin != self.again:
            yield Fault("again", "", DIFFERENT)


class ChoosePin(Step):
    name = "pin"
    of_card = True
    title = gettext_noop("Choose a PIN")
    button = gettext_noop("Set PIN")
    returns = True  # until the card is activated, a PIN is simply set anew
    ways = (
        Way(
            PinTwice,
            gettext_noop("You need it when you pay. Nobody from us will ever ask you for it."),
        ),
    )

    def needed(self, product: CardProduct) -> bool:
        """Cards of some kinds have none."""
        return product.pin is not None

    def known(self, at: Stand) -> bool:
        return not self.needed(at.product)

    def asks(self, at: Stand, way: Way) -> tuple[Ask, ...]:
        digits = at.product.pin.digits if at.product.pin else PIN_MAX
        return tuple(replace(ask, max_length=digits) for ask in super().asks(at, way))

    def apply(self, at: Stand, checked: PinTwice) -> Taken:
        cards.set_pin(card=at.card, pin=checked.pin, holder=at.holder, **at.visit.who)
        return Taken()

    def undo(self, at: Stand) -> None:
        """A card that was never activated keeps no PIN of an errand that came to nothing."""
        if queries.card(at.card, WORKER).activated_at is None:
            cards.clear_pin(card=at.card, **at.visit.who)
