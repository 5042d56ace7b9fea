"""Cards and real names: who has to be known for what, and which cards are in somebody's name."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from yika.domain.cards.rules.stops.standing import Standing
from yika.domain.vault.rules import Allowance
from yika.kit.errors import Conflict, Refusal, gettext_noop
from yika.products.tables.table import Words

SEES_OTHERS_FROM: Final = 2
"""Cards under other accounts are shown to whose original and face staff have seen: to know a
number and to have a picture of its document is not to be that person."""

DISOWNED_BY_HOLDER: Final = Allowance(free=5, window=timedelta(days=1))
DOCUMENTS_OF_CARD: Final = Allowance(
    free=5, window=timedelta(hours=1), first_wait=timedelta(minutes=1)
)
DOCUMENTS_FROM_NETWORK: Final = Allowance(
    free=20, window=timedelta(hours=1), first_wait=timedelta(seconds=30)
)
COMPARED_FOR: Final = timedelta(minutes=15)
"""How long a clerk who has compared the document may act for who stands before him."""
DOCUMENTS_AT_KIOSK: Final = Allowance(free=60, window=timedelta(hours=1))

DOCUMENT_EXPECTED: Final = gettext_noop("Enter the number of your identity document.")
NOT_APPLIED: Final = gettext_noop("I did not apply for this card.")


class RealNameNeeded(Refusal):
    code = "card.real_name_needed"
    wording = gettext_noop(
        "The issuer has to know who uses this card. Prove who you are first, on the website or "
        "at a counter, then activate it."
    )


class TooManyCards(Refusal):
    code = "card.too_many_of_person"
    wording = gettext_noop(
        "One person has at most {limit} cards of this kind in use. Have one of them closed first."
    )


class AlreadyDisowned(Conflict):
    code = "card.already_disowned"
    wording = gettext_noop("The issuer knows already that you did not apply for this card.")


class DocumentDoesNotFit(Refusal):
    """The same whatever it is that does not fit, so that nobody learns whose a card is."""

    code = "card.document_does_not_fit"
    wording = gettext_noop(
        "The card and this document are not on record together. Compare both numbers, have a code "
        "sent to you instead, or call the hotline."
    )


class DocumentNotOnRecord(Refusal):
    code = "card.document_not_on_record"
    wording = gettext_noop(
        "This person has not proven himself with a document of this number. Prove the name first."
    )


class LookFirst(Conflict):
    code = "card.look_first"
    wording = gettext_noop(
        "It is too long ago that you compared the document. Compare it again, then go on."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCard:
    """A card in somebody's name, as he himself may know of it.

    `mine`: it is under the account he came with. Of another account nothing else is told.
    """

    id: str
    issuer: str
    product: str
    name: Words
    masked_number: str
    standing: Standing
    since: datetime | None
    mine: bool
    disowned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InMyName:
    """All cards in somebody's name. Not `whole`: what is under other accounts was left out."""

    cards: tuple[NamedCard, ...]
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Disowned:
    """What was done about a card that somebody did not apply for."""

    card: NamedCard
    stopped_until: datetime | None
    enquiry: str
    number: str = field(repr=False)
