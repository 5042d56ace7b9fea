"""How a card looks on a page: its picture, and the tag that says how it stands."""

from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yika.channels.common import words
from yika.channels.common.art import faces
from yika.channels.common.art.card import draw
from yika.domain.cards.rules import CardView, State
from yika.domain.cards.rules.stops import StopKind

DRESS = {State.ACTIVE: "", State.HANDED_OUT: "warn", State.BLOCKED: "stop"}
STOPPED = "stop"
FROZEN = "warn"


@dataclass(frozen=True, slots=True)
class Shown:
    """A card as a page shows it. Across the picture of one that is stopped stands why."""

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
    band = _(card.standing.wording) if card.state is State.BLOCKED else ""
    return Shown(
        card=card,
        name=card.label or name,
        art=draw(replace(faces.of_card(card, name, language), band=band), uid=uid),
        state=_(card.standing.wording),
        dress=_dress(card),
    )


def _dress(card: CardView) -> str:
    """How the tag stands out: what its holder can undo at will warns, other stops are hard."""
    if not card.stops:
        return DRESS.get(card.state, "quiet")
    frozen = all(stop.kind is StopKind.FROZEN for stop in card.stops)
    return FROZEN if frozen else STOPPED
