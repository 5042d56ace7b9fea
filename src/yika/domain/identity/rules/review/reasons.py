"""Why something is asked for again, and why somebody's name is not confirmed.

The two lists have nothing in common: what can be mended is never a reason to refuse.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from yika.domain.identity.rules.reasons import Words
from yika.domain.identity.rules.review.refusals import ReasonUnknown, WordsTooLong
from yika.kit.errors import gettext_noop

WORDS_MAX: Final = 500


class Again(StrEnum):
    """What the holder can mend."""

    UNREADABLE = "unreadable"
    CROPPED = "cropped"
    GLARE = "glare"
    WRONG_SIDE = "wrong-side"
    COPY = "copy"
    EXPIRED = "expired"
    DETAILS_DIFFER = "details-differ"


class Refused(StrEnum):
    """What he cannot mend by giving it again."""

    NOT_ACCEPTED = "not-accepted"
    NOT_THE_HOLDER = "not-the-holder"
    ALTERED = "altered"
    DOES_NOT_AGREE = "does-not-agree"
    TOO_YOUNG = "too-young"
    TOO_MANY_CARDS = "too-many-cards"
    TOO_OFTEN = "too-often"


AGAIN_WORDS: Final[Mapping[Again, Words]] = MappingProxyType(
    {
        Again.UNREADABLE: Words(
            gettext_noop("It cannot be read. Photograph it again in good light."),
            gettext_noop("Not readable"),
        ),
        Again.CROPPED: Words(
            gettext_noop("A part is cut off. Photograph the whole document."),
            gettext_noop("A part is cut off"),
        ),
        Again.GLARE: Words(
            gettext_noop("Light is reflected on it. Turn it away from the lamp."),
            gettext_noop("Glare over what is needed"),
        ),
        Again.WRONG_SIDE: Words(
            gettext_noop("This is another side. Photograph the side that is asked for."),
            gettext_noop("Another side or another document"),
        ),
        Again.COPY: Words(
            gettext_noop("This is a copy or a screen. Photograph the document itself."),
            gettext_noop("A copy or a picture of a screen"),
        ),
        Again.EXPIRED: Words(
            gettext_noop("This document has expired. Show one that is valid."),
            gettext_noop("The document has expired"),
        ),
        Again.DETAILS_DIFFER: Words(
            gettext_noop("What you entered differs from the document. Compare and correct it."),
            gettext_noop("What was entered differs from the picture"),
        ),
    }
)
REFUSED_WORDS: Final[Mapping[Refused, Words]] = MappingProxyType(
    {
        Refused.NOT_ACCEPTED: Words(
            gettext_noop("This document is not accepted for this kind of card."),
            gettext_noop("Not one of the accepted documents"),
        ),
        Refused.NOT_THE_HOLDER: Words(
            gettext_noop("We could not confirm that this document is yours."),
            gettext_noop("The document belongs to somebody else"),
        ),
        Refused.ALTERED: Words(
            gettext_noop("We could not confirm this document."),
            gettext_noop("The document looks altered"),
        ),
        Refused.DOES_NOT_AGREE: Words(
            gettext_noop("We could not confirm this document."),
            gettext_noop("The sides or the checks do not agree"),
        ),
        Refused.TOO_YOUNG: Words(
            gettext_noop("At this age this kind of card is not given."),
            gettext_noop("Too young for this kind of card"),
        ),
        Refused.TOO_MANY_CARDS: Words(
            gettext_noop("You have as many cards of this kind as one person may have."),
            gettext_noop("The limit of cards of one person is reached"),
        ),
        Refused.TOO_OFTEN: Words(
            gettext_noop("It could not be read after several tries. Come to a counter with it."),
            gettext_noop("Given too often without success"),
        ),
    }
)
SUSPICIOUS: Final = frozenset({Refused.NOT_THE_HOLDER.value, Refused.ALTERED.value})
"""Whoever was refused for one of these is looked at by a person the next time."""


def again(reason: str) -> Again:
    """One of the reasons to ask again."""
    try:
        return Again(reason)
    except ValueError as error:
        raise ReasonUnknown from error


def refused(reason: str) -> Refused:
    """One of the reasons to refuse."""
    try:
        return Refused(reason)
    except ValueError as error:
        raise ReasonUnknown from error


def reason_words(reason: str) -> Words | None:
    """What a reason of either list is called; None where there is none."""
    if reason in set(Again):
        return AGAIN_WORDS[Again(reason)]
    return REFUSED_WORDS[Refused(reason)] if reason in set(Refused) else None


def normal_words(words: str) -> str:
    """Words as they are kept: without spaces around them, and not longer than they may be."""
    words = words.strip()
    if len(words) > WORDS_MAX:
        raise WordsTooLong(longest=WORDS_MAX)
    return words
