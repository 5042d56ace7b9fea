"""The closed list of what is kept about people over all nouns, why, how long, and how it ends."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from yika.kit.errors import gettext_noop


class Disposal(StrEnum):
    """What is done with data whose time is over. Unnamed: the row stays, without its person."""

    DESTROY_KEY = "destroy-key"
    DELETE_ROW = "delete-row"
    UNNAME = "unname"
    KEEP = "keep"


class Held(StrEnum):
    """Who answers for it, and so may set how long it is kept."""

    ISSUER = "issuer"
    INSTALLATION = "installation"


class OnErasure(StrEnum):
    """What becomes of it when the person wants to be forgotten."""

    AT_ONCE = "at-once"
    WHEN_DUE = "when-due"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataClass:
    """One class of data: its name, the ground it is kept on, and from when its days count.

    `days` is what ships; an issuer sets another number within `least` and `most`. What is kept
    for good, or until an issuer has set some, has none. With `by_product`, a product file may say
    other days. With `by_itself`, the noun that keeps it looks after its end.
    """

    code: str
    name: str
    ground: str
    since: str
    disposal: Disposal
    held: Held = Held.INSTALLATION
    erasure: OnErasure = OnErasure.AT_ONCE
    days: int | None = None
    least: int = 0
    most: int = 0
    by_product: bool = False
    by_itself: bool = False

    @property
    def settable(self) -> bool:
        """Whether an issuer may set its days."""
        return self.held is Held.ISSUER and self.most > 0


_CONSENT: Final = gettext_noop("Consent, for as long as the purpose lasts")
_CONTRACT: Final = gettext_noop("The contract about the card")
_REAL_NAME: Final = gettext_noop("Duty to check real names and keep the result")
_PROOF: Final = gettext_noop("Proof of what was agreed and who looked, until claims lapse")
_SAFETY: Final = gettext_noop("Safety of the account")
_BOOKS: Final = gettext_noop("Duty to keep books and records")

CLASSES: Final[tuple[DataClass, ...]] = (
    DataClass(
        code="document-pictures",
        name=gettext_noop("Pictures of documents, approved"),
        ground=_REAL_NAME,
        since=gettext_noop("the decision"),
        disposal=Disposal.DESTROY_KEY,
        held=Held.ISSUER,
        days=30,
        least=1,
        most=1095,
        by_product=True,
    ),
    DataClass(
        code="refused-pictures",
        name=gettext_noop("Pictures of documents, refused or never decided"),
        ground=_CONSENT,
        since=gettext_noop("the end of the check"),
        disposal=Disposal.DESTROY_KEY,
        held=Held.ISSUER,
        days=14,
        least=1,
        most=90,
        by_product=True,
    ),
    DataClass(
        code="face-pictures",
        name=gettext_noop("Pictures of a face"),
        ground=gettext_noop("Separate consent"),
        since=gettext_noop("the decision"),
        disposal=Disposal.DESTROY_KEY,
        held=Held.ISSUER,
        days=7,
        least=0,
        most=30,
    ),
    DataClass(
        code="signatures",
        name=gettext_noop("Signatures under what was confirmed at a counter"),
        ground=_REAL_NAME,
        since=gettext_noop("the end of the check"),
        disposal=Disposal.DESTROY_KEY,
        held=Held.ISSUER,
        days=30,
        least=1,
        most=1095,
        by_product=True,
    ),
    DataClass(
        code="verification-fields",
        name=gettext_noop("What a document said, and what was decided"),
        ground=_REAL_NAME,
        since=gettext_noop("the end of the check"),
        disposal=Disposal.DESTROY_KEY,
        held=Held.ISSUER,
        erasure=OnErasure.WHEN_DUE,
        days=1095,
        least=730,
        most=3650,
    ),
    DataClass(
        code="proven-names",
        name=gettext_noop("The proven name and number"),
        ground=_REAL_NAME,
        since=gettext_noop("the day the person was forgotten"),
        disposal=Disposal.DESTROY_KEY,
        held=Held.ISSUER,
        erasure=OnErasure.WHEN_DUE,
        days=730,
        least=730,
        most=3650,
    ),
    DataClass(
        code="unused-names",
        name=gettext_noop("The proven name and number of somebody who has nothing here any more"),
        ground=_REAL_NAME,
        since=gettext_noop("the end of the last thing he had of the issuer"),
        disposal=Disposal.DESTROY_KEY,
        held=Held.ISSUER,
        erasure=OnErasure.WHEN_DUE,
        least=730,
        most=3650,
    ),
    DataClass(
        code="consents",
        name=gettext_noop("Consents that were taken back or replaced"),
        ground=_PROOF,
        since=gettext_noop("the day it ended"),
        disposal=Disposal.DELETE_ROW,
        erasure=OnErasure.WHEN_DUE,
        days=1095,
    ),
    DataClass(
        code="staff-ties",
        name=gettext_noop("Which person a member of staff is, and who is of his family"),
        ground=gettext_noop("Nobody decides about himself or his family"),
        since=gettext_noop("the end of his work here, or of the proven name"),
        disposal=Disposal.DELETE_ROW,
        erasure=OnErasure.WHEN_DUE,
        days=0,
    ),
    DataClass(
        code="looks",
        name=gettext_noop("Who looked at personal data, and what for"),
        ground=_PROOF,
        since=gettext_noop("the look"),
        disposal=Disposal.DELETE_ROW,
        erasure=OnErasure.WHEN_DUE,
        days=1095,
    ),
    DataClass(
        code="details",
        name=gettext_noop("Name, date of birth, telephone numbers and e-mail addresses"),
        ground=_CONTRACT,
        since=gettext_noop("the wish to be forgotten"),
        disposal=Disposal.DESTROY_KEY,
    ),
    DataClass(
        code="messages",
        name=gettext_noop("Messages that were sent"),
        ground=_CONTRACT,
        since=gettext_noop("the message"),
        disposal=Disposal.DELETE_ROW,
        days=730,
    ),
    DataClass(
        code="enquiry-words",
        name=gettext_noop("What was said in enquiries and complaints"),
        ground=_PROOF,
        since=gettext_noop("the end of the enquiry"),
        disposal=Disposal.DESTROY_KEY,
        erasure=OnErasure.WHEN_DUE,
        days=1095,
    ),
    DataClass(
        code="enquiry-contacts",
        name=gettext_noop("How people without an account are reached about an enquiry"),
        ground=_CONSENT,
        since=gettext_noop("the end of the enquiry"),
        disposal=Disposal.DESTROY_KEY,
        erasure=OnErasure.WHEN_DUE,
        days=180,
    ),
    DataClass(
        code="delivery-addresses",
        name=gettext_noop("Addresses that cards are delivered to"),
        ground=_CONTRACT,
        since=gettext_noop("the end of the application"),
        disposal=Disposal.DESTROY_KEY,
        days=0,
        by_itself=True,
    ),
    DataClass(
        code="visit-addresses",
        name=gettext_noop("Addresses of home visits"),
        ground=_CONSENT,
        since=gettext_noop("the end of the visit"),
        disposal=Disposal.DESTROY_KEY,
        days=0,
        by_itself=True,
    ),
    DataClass(
        code="visit-bundles",
        name=gettext_noop("What came back from a home visit in another way than it should"),
        ground=_CONSENT,
        since=gettext_noop("the day it came back"),
        disposal=Disposal.DESTROY_KEY,
        days=7,
        by_itself=True,
    ),
    DataClass(
        code="failed-begins",
        name=gettext_noop("Errands that could not begin"),
        ground=_SAFETY,
        since=gettext_noop("the attempt"),
        disposal=Disposal.UNNAME,
        days=180,
    ),
    DataClass(
        code="campaign-records",
        name=gettext_noop("Whom a campaign asked for his name, and why a card was left alone"),
        ground=_PROOF,
        since=gettext_noop("the end of the campaign"),
        disposal=Disposal.UNNAME,
        erasure=OnErasure.WHEN_DUE,
        days=1095,
    ),
    DataClass(
        code="letters",
        name=gettext_noop("Letters of authority of organizations"),
        ground=_PROOF,
        since=gettext_noop("the last day of the letter, or its end before"),
        disposal=Disposal.DESTROY_KEY,
        erasure=OnErasure.WHEN_DUE,
        days=732,
        by_itself=True,
    ),
    DataClass(
        code="card-users",
        name=gettext_noop("Within what somebody uses a card of an organization"),
        ground=_CONTRACT,
        since=gettext_noop("the end of the use"),
        disposal=Disposal.DESTROY_KEY,
        days=0,
        by_itself=True,
    ),
    DataClass(
        code="errand-records",
        name=gettext_noop("What was done in errands, and on which document"),
        ground=_PROOF,
        since=gettext_noop("the end of the errand"),
        disposal=Disposal.KEEP,
        erasure=OnErasure.NEVER,
    ),
    DataClass(
        code="sign-ins",
        name=gettext_noop("Sign-ins and the devices they came from"),
        ground=_SAFETY,
        since=gettext_noop("the end of the sign-in"),
        disposal=Disposal.DELETE_ROW,
        days=180,
        by_itself=True,
    ),
    DataClass(
        code="codes",
        name=gettext_noop("One-time codes that were sent"),
        ground=_SAFETY,
        since=gettext_noop("the end of the code"),
        disposal=Disposal.DELETE_ROW,
        days=1,
        by_itself=True,
    ),
    DataClass(
        code="data-copies",
        name=gettext_noop("Copies of one's own data"),
        ground=_CONSENT,
        since=gettext_noop("the day the copy was made"),
        disposal=Disposal.DESTROY_KEY,
        days=7,
    ),
    DataClass(
        code="card-names",
        name=gettext_noop("What somebody calls his cards"),
        ground=_CONTRACT,
        since=gettext_noop("the wish to be forgotten"),
        disposal=Disposal.DESTROY_KEY,
    ),
    DataClass(
        code="card-notes",
        name=gettext_noop("What staff noted when a card was blocked, closed or given back"),
        ground=_PROOF,
        since=gettext_noop("the note"),
        disposal=Disposal.DESTROY_KEY,
        erasure=OnErasure.WHEN_DUE,
        days=1095,
    ),
    DataClass(
        code="card-records",
        name=gettext_noop("Cards, their numbers and what became of them"),
        ground=_CONTRACT,
        since=gettext_noop("the end of the card"),
        disposal=Disposal.KEEP,
        erasure=OnErasure.NEVER,
    ),
    DataClass(
        code="books",
        name=gettext_noop("Moves of money"),
        ground=_BOOKS,
        since=gettext_noop("the end of the year"),
        disposal=Disposal.KEEP,
        erasure=OnErasure.NEVER,
    ),
    DataClass(
        code="journal",
        name=gettext_noop("The record of every act, which names nobody"),
        ground=_BOOKS,
        since=gettext_noop("the act"),
        disposal=Disposal.KEEP,
        erasure=OnErasure.NEVER,
    ),
)
"""Every class of personal data of the installation; a sweep and an erasure know no others."""

BY_CODE: Final = {one.code: one for one in CLASSES}
