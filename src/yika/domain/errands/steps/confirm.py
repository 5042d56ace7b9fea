"""Confirm: whoever applies reads what he asks for and what it costs, and says that it is right."""

from collections.abc import Iterator
from typing import Annotated, Literal

from yika.domain.cards.queries import card, today
from yika.domain.errands.rules.asks import Asked, AskKind, StepForm
from yika.domain.errands.rules.views import Told
from yika.domain.errands.steps.step import Stand, Step, Taken, Way
from yika.domain.issuers import queries as issuers
from yika.kit.actor import WORKER
from yika.kit.errors import gettext_noop
from yika.kit.money import Money
from yika.products.documents import DOCUMENT_WORDS


class Right(StepForm):
    """What stands above the button is what is wanted."""

    right: Annotated[
        Literal[True],
        Asked(
            gettext_noop("This is right, and I want this card"),
            wrong=gettext_noop("Read it through, and confirm that it is right."),
            kind=AskKind.CONFIRM,
        ),
    ]


class Confirm(Step):
    name = "confirm"
    title = gettext_noop("Check and send the application")
    button = gettext_noop("Send the application")
    of_holder = True
    returns = True
    ways = (Way(Right, gettext_noop("We tell you at every stage how it goes on.")),)

    def tells(self, at: Stand) -> tuple[Told, ...]:
        return tuple(_lines(at))

    def apply(self, at: Stand, checked: Right) -> Taken:  # noqa: ARG002
        return Taken(facts={"fee": str(_fee(at) or "")})


def _lines(at: Stand) -> Iterator[Told]:
    policy, told = at.product.application, at.carried
    if policy is None:
        return
    yield Told(gettext_noop("Kind of card"), at.product.name)
    if "chosen" in told:
        yield Told(gettext_noop("Number"), card(told["chosen"], WORKER).number)
    if "outlet" in told:
        yield Told(gettext_noop("You collect it at"), issuers.outlet(told["outlet"]).name)
    if "address" in told:
        yield Told(gettext_noop("We send it to"), f"{told['addressee']}, {told['address']}")
    for document in policy.documents[:1]:
        yield Told(gettext_noop("Bring along"), DOCUMENT_WORDS[document], literal=False)
    day = policy.due.after(today(at.issuer, at.visit.now))
    yield Told(gettext_noop("Ready or on its way by"), day)
    fee = _fee(at) or gettext_noop("Nothing")
    yield Told(gettext_noop("What it costs"), fee, literal=False)


def _fee(at: Stand) -> Money | None:
    return at.product.application.fee if at.product.application else None
