"""What a guide tells: how an errand goes with a kind of card, and how to keep the card well."""

from collections.abc import Sequence
from dataclasses import dataclass

from yika.domain.issuers.rules import Service
from yika.kit.actor import Channel
from yika.kit.money import Money
from yika.products.product import CardProduct
from yika.products.tables.span import Span
from yika.products.tables.table import Words

PLACES = (Channel.WEB, Channel.KIOSK, Channel.COUNTER)
"""Where a person can go; programs of others are no place."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know beforehand. The words may name a `{time}` and `{who}`."""

    words: str
    time: Span | None = None
    who: Words | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What a kind of errand tells beside its steps, from the policy.

    Any one of the `documents` will do. `fee` is None where it costs nothing. `due` is how long
    the issuer takes in the end, `rests` how long the errand may lie before it is given up.
    """

    rests: Span
    documents: tuple[str, ...] = ()
    fee: Money | None = None
    due: Span | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class GuideStep:
    """A step as it is told to somebody who has not begun; `places` are where it can be done."""

    name: str
    title: str
    lead: str
    optional: bool
    places: tuple[Channel, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """How one errand goes. `bring` is what to have at hand, `minutes` about how long it takes."""

    kind: str
    title: str
    service: Service | None
    steps: tuple[GuideStep, ...]
    bring: tuple[str, ...]
    minutes: int
    terms: Terms

    @property
    def places(self) -> tuple[Channel, ...]:
        """Where the whole of it can be done, without what may be left out."""
        needed = [step.places for step in self.steps if not step.optional]
        return tuple(place for place in PLACES if all(place in places for places in needed))

    @property
    def elsewhere(self) -> tuple[GuideStep, ...]:
        """The steps that cannot be done everywhere where the errand can be begun."""
        begun = self.steps[0].places if self.steps else ()
        return tuple(step for step in self.steps if set(begun) - set(step.places))


@dataclass(frozen=True, slots=True)
class CardGuide:
    """One kind of card of an issuer, as its edition in force says, and the errands with it."""

    issuer: str
    product: CardProduct
    guides: Sequence[Guide]

    @property
    def code(self) -> str:
        return self.product.code

    @property
    def name(self) -> Words:
        return self.product.name

    @property
    def care(self) -> Sequence[Words]:
        return self.product.care
