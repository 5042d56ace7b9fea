"""Says what an enquiry is about, in the words of who looks at it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yika.channels.common import words
from yika.domain.applications import queries as applications
from yika.domain.cards import queries as cards
from yika.domain.cards.rules import CardView
from yika.domain.errands import queries as errands
from yika.kit.actor import Actor
from yika.kit.errors import Refusal


@dataclass(frozen=True, slots=True)
class Thing:
    """What stood on a page: whose it is, and what it is called."""

    issuer: str
    name: str
    card: CardView | None = None


NOTHING = Thing("", "")


def thing_of(about: str, by: Actor, now: datetime) -> Thing:
    """What the public id stands for; nothing where this actor may know of none."""
    language = get_language() or ""
    try:
        match about.partition("_")[0]:
            case "card":
                card = cards.card(about, by)
                name = f"{words.in_language(card.name, language)} {card.masked_number}"
                return Thing(card.issuer, name, card)
            case "err":
                errand = errands.errand(about, by=by, now=now)
                return Thing(errand.issuer, f"{_(errand.title)} {errand.case}")
            case "app":
                applied = applications.application(about, by=by)
                called = words.in_language(applied.name, language)
                return Thing(applied.issuer, f"{called} {applied.case}")
    except Refusal:
        return NOTHING
    return NOTHING
