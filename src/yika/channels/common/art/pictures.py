"""How a card looks on a page: its picture, and the tag that says how it stands."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yika.channels.common import words
from yika.channels.common.art import faces
from yika.channels.common.art.card import draw
from yika.domain.cards.rules import STATE_WORDS, CardView, State

DRESS = {State.ACTIVE: "", State.HANDED_OUT: "warn", State.BLOCKED: "stop"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A card as a page shows it."""

    card: CardView
    name: str
    art: SafeString
    state: str
    dress: str

    @property
    def asleep(self) -> bool:
        """Whether it cannot be used, and is drawn without its colors."""
        return self.card.state not in {State.ACTIVE, State.HANDED_OUT}


def shown(card: CardView, *, uid: str) -> Shown:
    """The card in the reader's language; `uid` keeps several on one page apart."""
    language = get_language() or ""
    name = words.in_language(card.name, language)
    return Shown(
        card=card,
        name=card.label or name,
        art=draw(faces.of_card(card, name, language), uid=uid),
        state=_(STATE_WORDS[card.state]),
        dress=DRESS.get(card.state, "quiet"),
    )
