"""Possession: whoever activates a card has it in his hands."""

from typing import Annotated, Any, Literal

from yika.domain.cards import actions as cards
from yika.domain.errands.rules.asks import Asked, AskKind, StepForm
from yika.domain.errands.steps.step import Stand, Step, Taken, Way
from yika.kit.actor import ActorKind, Channel
from yika.kit.errors import gettext_noop


class PrintedCode(StepForm):
    """The code that is printed on the card, or on the letter it came with."""

    code: Annotated[
        str,
        Asked(
            gettext_noop("Code on the card"),
            hint=gettext_noop("Eight letters and digits on the back, below the number"),
            wrong=gettext_noop("Enter the eight letters and digits on the back of the card."),
            kind=AskKind.CODE,
            max_length=16,
        ),
    ]


class CardInHand(StepForm):
    """A member of staff has the card before him."""

    in_hand: Annotated[
        Literal[True],
        Asked(
            gettext_noop("I have this card in my hand, and its number is the one shown"),
            wrong=gettext_noop("Look at the card and confirm that it is this one."),
            kind=AskKind.CONFIRM,
        ),
    ]


class Possession(Step):
    name = "possession"
    of_card = True
    title = gettext_noop("Show that you have the card")
    bring = (gettext_noop("The card, or the letter it came with"),)
    elsewhere = gettext_noop("Continue on your phone, at a kiosk or at a counter.")
    ways = (
        Way(
            PrintedCode,
            gettext_noop("Only who has the card in his hands can read this code."),
            faces=frozenset({Channel.WEB, Channel.KIOSK, Channel.API}),
            who=frozenset({ActorKind.HOLDER, ActorKind.DEVICE, ActorKind.API_KEY}),
        ),
        Way(
            CardInHand,
            gettext_noop("Compare the number on the card with the one shown here."),
            faces=frozenset({Channel.COUNTER}),
            who=frozenset({ActorKind.STAFF}),
        ),
    )

    def check(self, at: Stand, given: Any) -> str:
        if isinstance(given, CardInHand):
            return "card-in-hand"
        visit = at.visit
        cards.check_printed_code(
            card=at.card,
            code=given.code,
            device=visit.by.id,
            # A kiosk or a partner serves many people from one address.
            address=visit.address if visit.by.kind is ActorKind.HOLDER else "",
            **visit.who,
        )
        return "printed-code"

    def apply(self, at: Stand, checked: str) -> Taken:  # noqa: ARG002
        return Taken(facts={"how": checked})
