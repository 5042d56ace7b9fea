"""Loss report: what is lost, since when, and whether it may still turn up."""

from collections.abc import Iterator
from typing import TypedDict

from yika.domain.cards.rules.stops import (
    Credential,
    LossNotTaken,
    LossOffer,
    LostInFuture,
    loss_offer,
)
from yika.domain.errands.rules import losses
from yika.domain.errands.rules.asks import Ask
from yika.domain.errands.rules.losses import How, Report
from yika.domain.errands.rules.views import Told
from yika.domain.errands.steps.step import EVERYWHERE, Stand, Step, Taken, Way
from yika.domain.issuers import queries as issuers
from yika.kit.actor import ActorKind, Channel
from yika.kit.errors import gettext_noop
from yika.products.tables.loss import Loss

AT_ONCE = gettext_noop("Stopped at once")
UNDONE = {
    "holder": gettext_noop("You end the report yourself"),
    "both": gettext_noop("You end a report for a time yourself, any other at a counter"),
    "counter": gettext_noop("The report ends at a counter, with your document"),
}


class Open(TypedDict):
    """What a policy leaves open to whoever reports."""

    temporary: bool
    parts: tuple[str, ...]


class LossReport(Step):
    name = "loss-report"
    of_card = True
    title = gettext_noop("Report the card lost")
    bring = (
        gettext_noop("The number of the card"),
        gettext_noop("The phone number or e-mail address that is on record"),
    )
    button = gettext_noop("Stop the card now")
    elsewhere = gettext_noop("Report it on the website, at a counter, or call the hotline.")
    ways = (
        Way(
            Report,
            gettext_noop(
                "It is stopped the moment you press the button. What is on it is kept for you."
            ),
            faces=EVERYWHERE | {Channel.HOTLINE},
            who=frozenset({ActorKind.HOLDER, ActorKind.STAFF, ActorKind.API_KEY}),
        ),
    )

    def tells(self, at: Stand) -> tuple[Told, ...]:
        """What stops when, and what cannot before when, in plain lines; a kiosk has few."""
        return tuple(_told(at))

    def asks(self, at: Stand, way: Way) -> tuple[Ask, ...]:  # noqa: ARG002
        """A kiosk has no letters to write with; what is needed is asked there too."""
        brief = at.visit.by.channel is Channel.KIOSK
        asked = losses.asked(**_open(at))
        return tuple(ask for ask in asked if ask.required) if brief else asked

    def check(self, at: Stand, given: Report) -> Report:
        losses.check(given, **_open(at))
        zone = issuers.issuer(at.issuer).zone
        if given.lost_on and losses.lost_at(given.lost_on, zone=zone) > at.visit.now:
            raise LostInFuture(field="lost_on")
        return given

    def apply(self, at: Stand, checked: Report) -> Taken:  # noqa: ARG002
        how = checked.how or How.FORMAL.value
        part = checked.part or Credential.ALL.value
        told = {"lost_on": checked.lost_on, "note": checked.note}
        carry = {"how": how, "part": part} | {name: text for name, text in told.items() if text}
        return Taken(carry=carry, facts={"how": how, "part": part})


def _told(at: Stand) -> Iterator[Told]:
    loss, zone = _policy(at), issuers.issuer(at.issuer).zone
    offer = loss_offer(at.card, at.product, loss, now=at.visit.now, zone=zone)
    brief = at.visit.by.channel is Channel.KIOSK
    if not brief:
        yield Told(AT_ONCE, gettext_noop("Wherever there is a network"), literal=False)
    if offer.offline:
        yield Told(gettext_noop("Not stopped at once"), offer.offline)
        yield Told(gettext_noop("They know of it from"), offer.everywhere_at)
        mine = gettext_noop("Is yours to bear")
        yield Told(gettext_noop("What they take until then"), mine, literal=False)
    if offer.temporary_until:
        yield Told(gettext_noop("A report for a time ends"), offer.temporary_until)
    if not brief:
        yield Told(gettext_noop("When you find it again"), UNDONE[_undo(offer)], literal=False)


def _undo(offer: LossOffer) -> str:
    """Who ends which reports of this card."""
    if offer.undo == "holder":
        return "holder"
    return "both" if offer.temporary_until else "counter"


def _open(at: Stand) -> Open:
    loss = _policy(at)
    return Open(temporary=loss.temporary is not None, parts=loss.parts)


def _policy(at: Stand) -> Loss:
    if at.product.loss is None:
        raise LossNotTaken
    return at.product.loss
