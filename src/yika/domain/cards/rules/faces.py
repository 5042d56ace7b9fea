"""What a holder may call a card, and the looks he may choose for it."""

from typing import Final

from yika.kit.errors import Fault, Invalid, Refusal, gettext_noop

FACES: Final = (
    "jade", "ink", "cinnabar", "plum", "sky", "ochre",
    "indigo", "lagoon", "slate", "rose", "pine",
)  # fmt: skip
"""The looks to choose from; an empty text is the one the issuer gave it."""

LABEL_MAX: Final = 20
ARRANGED_MAX: Final = 200
LABEL_EXPECTED: Final = gettext_noop("Enter a name of at most 20 characters, on one line.")


class UnknownFace(Refusal):
    code = "card.unknown_face"
    wording = gettext_noop("Choose one of the looks that are shown.")


class NotAllCards(Refusal):
    code = "card.not_all_cards"
    wording = gettext_noop("Your cards have changed meanwhile. Look again, then put them in order.")


def normal_label(typed: str) -> str:
    """A name on one line, without spaces around it; empty takes the name away."""
    return " ".join(typed.split())


def check_label(label: str) -> None:
    if len(label) > LABEL_MAX or not label.isprintable():
        raise Invalid([Fault("label", "", LABEL_EXPECTED)])


def check_face(face: str) -> None:
    if face and face not in FACES:
        raise UnknownFace


def check_arrangement(named: list[str], held: list[str]) -> None:
    """Every card of the holder once, whatever the order."""
    if sorted(named) != sorted(held):
        raise NotAllCards
