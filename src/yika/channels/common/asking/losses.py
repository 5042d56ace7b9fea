"""Says what a report of loss stops and when, and which stops of a card are open."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yika.channels.common import words
from yika.domain.cards import queries
from yika.domain.cards.rules import CardView, State
from yika.domain.cards.rules.stops import (
    CREDENTIAL_WORDS,
    KIND_WORDS,
    SCOPE_WORDS,
    Credential,
    LossOffer,
    StopKind,
    StopScope,
    StopView,
)
from yika.kit.actor import Actor, ActorKind
from yika.kit.errors import Refusal

CAN_BE_LOST = frozenset({State.HANDED_OUT, State.ACTIVE, State.BLOCKED})


@dataclass(frozen=True, slots=True)
class Stopped:
    """One open stop as a page shows it. `unseen`: the readers that do not know of it yet."""

    stop: StopView
    title: str
    part: str
    scope: str
    unseen: str
    may_end: bool

    @property
    def is_loss(self) -> bool:
        return self.stop.is_loss

    @property
    def is_temporary(self) -> bool:
        return self.stop.kind is StopKind.LOSS_TEMPORARY

    @property
    def is_frozen(self) -> bool:
        return self.stop.kind is StopKind.FROZEN


@dataclass(frozen=True, slots=True)
class Terms:
    """What a report would do. `offline`: which readers take the card until they know of it."""

    offer: LossOffer
    offline: str


def find_terms(card: CardView, *, by: Actor, now: datetime) -> tuple[Terms | None, Refusal | None]:
    """What a report of this card would do, or what stands in its way."""
    try:
        offer = queries.loss_offer(card.id, by, now=now)
    except Refusal as refusal:
        return None, refusal
    offline = words.in_language(offer.offline, get_language() or "") if offer.offline else ""
    return Terms(offer, offline), None


def open_stops(card: CardView, *, by: Actor, now: datetime) -> list[Stopped]:
    """The open stops of a card, the newest first, with what is left to do about each."""
    if not card.stops:
        return []
    loss = queries.product_of(card).loss
    language = get_language() or ""
    offline = words.in_language(loss.offline, language) if loss and loss.offline else ""
    at_counter = loss is not None and loss.undo == "counter" and by.kind is ActorKind.HOLDER
    return [
        Stopped(
            stop=stop,
            title=_(KIND_WORDS[stop.kind]),
            part="" if stop.credential is Credential.ALL else _(CREDENTIAL_WORDS[stop.credential]),
            scope="" if stop.scope is StopScope.ALL else _(SCOPE_WORDS[stop.scope]),
            unseen=offline if stop.everywhere_at > now else "",
            may_end=not (at_counter and stop.kind is StopKind.LOSS_FORMAL),
        )
        for stop in reversed(card.stops)
    ]


def may_be_reported(card: CardView) -> bool:
    """Whether a report of this card can be offered; the action has the last word."""
    if card.state not in CAN_BE_LOST or is_reported(card):
        return False
    loss = queries.product_of(card).loss
    return loss is not None and (bool(card.holder) or loss.unnamed)


def is_reported(card: CardView) -> bool:
    """Whether the whole card is reported lost already."""
    return any(stop.is_loss and stop.credential is Credential.ALL for stop in card.stops)
