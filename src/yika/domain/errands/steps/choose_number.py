"""Choose number: whoever applies picks the card whose number he likes, and it is kept for him."""

from dataclasses import replace
from typing import Annotated

from yika.domain.cards import actions as cards
from yika.domain.cards import queries
from yika.domain.errands.rules.asks import Ask, Asked, AskKind, Choice, StepForm
from yika.domain.errands.steps.step import Stand, Step, Taken, Way
from yika.kit.actor import WORKER
from yika.kit.errors import Fault, Invalid, gettext_noop

CHOICES_MAX = 6
WRONG = gettext_noop("Choose one of the numbers.")


class Chosen(StepForm):
    """The card whose number was chosen."""

    card: Annotated[
        str,
        Asked(gettext_noop("Number"), wrong=WRONG, kind=AskKind.CHOICE, max_length=40),
    ]


class ChooseNumber(Step):
    name = "choose-number"
    title = gettext_noop("Choose a number")
    of_holder = True
    returns = True
    ways = (
        Way(
            Chosen, gettext_noop("The card with this number is kept for you as soon as you go on.")
        ),
    )

    def known(self, at: Stand) -> bool:
        """Where none lies in stock there is nothing to choose: he gets whichever comes."""
        return not at.holder or not _free(at)

    def asks(self, at: Stand, way: Way) -> tuple[Ask, ...]:
        [ask] = super().asks(at, way)
        choices = tuple(Choice(card, number, literal=True) for card, number in _free(at).items())
        return (replace(ask, choices=choices),)

    def check(self, at: Stand, given: Chosen) -> Chosen:
        if given.card not in _free(at):
            raise Invalid([Fault("card", "", WRONG)])
        return given

    def apply(self, at: Stand, checked: Chosen) -> Taken:
        cards.keep_card(card=checked.card, holder=at.holder, **at.visit.who | {"by": WORKER})
        return Taken(carry={"chosen": checked.card})

    def undo(self, at: Stand) -> None:
        if card := at.carried.get("chosen"):
            cards.release_card(card=card, holder=at.holder, **at.visit.who | {"by": WORKER})


def _free(at: Stand) -> dict[str, str]:
    """Some numbers that nobody has, in groups of four."""
    found = queries.free_cards(at.issuer, at.product.code, limit=CHOICES_MAX, held_by=at.holder)
    return {card.id: _grouped(card.number) for card in found}


def _grouped(number: str) -> str:
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))
