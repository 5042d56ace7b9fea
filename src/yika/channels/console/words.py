"""What the console calls states, roles and rights, in the words of the reader's language."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final, Protocol

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from yika.domain.cards.rules import DeliveryState
from yika.domain.cards.rules import State as CardState
from yika.domain.imports.rules.states import Mode
from yika.domain.imports.rules.states import State as ImportState
from yika.domain.journal.rules import ParcelState
from yika.domain.machines.rules import MachineKind
from yika.domain.messages.rules import Way
from yika.domain.staff.rules import Outcome, Right, Role
from yika.kit.errors import gettext_noop
from yika.products.difference import Effect

NOTHING = "–"

ROLES: Final[Mapping[str, str]] = {
    Role.TELLER: gettext_noop("Teller"),
    Role.SUPERVISOR: gettext_noop("Supervisor"),
    Role.REVIEWER: gettext_noop("Reviewer"),
    Role.OPERATOR: gettext_noop("Operator"),
    Role.AUDITOR: gettext_noop("Auditor"),
}
RIGHTS: Final[Mapping[str, str]] = {
    Right.PEOPLE_SEARCH: gettext_noop("Find holders, masked"),
    Right.PEOPLE_REGISTER: gettext_noop("Register holders"),
    Right.PEOPLE_RESET: gettext_noop("Reset what holders have lost"),
    Right.CARDS_VIEW: gettext_noop("See cards and stock"),
    Right.CARDS_HAND_OUT: gettext_noop("Hand out cards"),
    Right.CARDS_STOCK: gettext_noop("Send, count and settle deliveries"),
    Right.CARDS_DESTROY: gettext_noop("Destroy cards"),
    Right.CARDS_MAKE: gettext_noop("Make batches of cards"),
    Right.CARDS_IMPORT: gettext_noop("Import cards"),
    Right.CARDS_BLOCK: gettext_noop("Block and unblock cards"),
    Right.CARDS_REPORT_LOSS: gettext_noop("Report cards lost for their holders"),
    Right.PIN_UNLOCK: gettext_noop("Unlock PINs"),
    Right.ERRANDS_SERVE: gettext_noop("Serve holders in their errands"),
    Right.ERRANDS_VIEW: gettext_noop("See errands"),
    Right.APPLICATIONS_VIEW: gettext_noop("See applications for cards"),
    Right.APPLICATIONS_SERVE: gettext_noop("Work on applications for cards"),
    Right.ENQUIRIES_VIEW: gettext_noop("See enquiries and complaints"),
    Right.ENQUIRIES_ANSWER: gettext_noop("Answer enquiries and complaints"),
    Right.IDENTITY_VIEW: gettext_noop("See checks of real names, masked"),
    Right.IDENTITY_SERVE: gettext_noop("Take down documents for holders"),
    Right.IDENTITY_REVIEW: gettext_noop("Decide who somebody is"),
    Right.IDENTITY_REVEAL: gettext_noop("See documents whole, for a stated purpose"),
    Right.QUEUE_SERVE: gettext_noop("Serve the queue and appointments"),
    Right.OUTLETS_MANAGE: gettext_noop("Open, change and close outlets"),
    Right.PRODUCTS_PROPOSE: gettext_noop("Propose editions of products"),
    Right.MESSAGES_VIEW: gettext_noop("See what was sent, masked"),
    Right.AUDIT_VIEW: gettext_noop("Read the audit trail"),
    Right.CAMPAIGNS_MANAGE: gettext_noop("Ask for names of cards in use, and except cards from it"),
    Right.VISITS_SERVE: gettext_noop("Plan home visits, and go on them"),
    Right.DATA_MANAGE: gettext_noop("Hold personal data, and set how long it is kept"),
}
MACHINES: Final[Mapping[str, str]] = {
    MachineKind.KIOSK: gettext_noop("Kiosk"),
    MachineKind.COUNTER: gettext_noop("Counter"),
    MachineKind.READER: gettext_noop("Reader"),
}
DELIVERIES: Final[Mapping[str, str]] = {
    DeliveryState.ON_THE_WAY: gettext_noop("On the way"),
    DeliveryState.RECEIVED: gettext_noop("Received"),
    DeliveryState.DIFFERS: gettext_noop("Count differs"),
    DeliveryState.SETTLED: gettext_noop("Settled"),
}
MODES: Final[Mapping[str, str]] = {
    Mode.WHOLE_FILE: gettext_noop("The whole file or nothing"),
    Mode.PER_LINE: gettext_noop("Every line that is good"),
}
PARCELS: Final[Mapping[str, str]] = {
    ParcelState.WAITING: gettext_noop("Waiting"),
    ParcelState.UNKNOWN: gettext_noop("Outcome unknown"),
    ParcelState.SENT: gettext_noop("Sent"),
    ParcelState.GIVEN_UP: gettext_noop("Given up"),
    ParcelState.TOO_LATE: gettext_noop("Too late, not sent"),
}
WAYS: Final[Mapping[str, str]] = {
    Way.SMS: gettext_noop("Text message"),
    Way.EMAIL: gettext_noop("E-mail"),
    Way.INBOX: gettext_noop("Inbox"),
}
OUTCOMES: Final[Mapping[str, str]] = {
    Outcome.OPEN: gettext_noop("Waiting for a second person"),
    Outcome.APPROVED: gettext_noop("Approved"),
    Outcome.REFUSED: gettext_noop("Refused"),
}
APPROVALS: Final[Mapping[str, str]] = {
    "campaigns.except": gettext_noop("Leave a card out of a campaign for a time"),
    "cards.block": gettext_noop("Block a card for long"),
    "cards.destroy": gettext_noop("Destroy cards"),
    "cards.import": gettext_noop("Import opening balances"),
    "key.make": gettext_noop("Make an API key"),
}
EFFECTS: Final[Mapping[str, str]] = {
    Effect.TIGHTER: gettext_noop("tighter"),
    Effect.LOOSER: gettext_noop("looser"),
    Effect.NEUTRAL: gettext_noop("neutral"),
}
RULES: Final[Mapping[str, str]] = {
    "activation": gettext_noop("Activation"),
    "alone": gettext_noop("Longest block by one person"),
    "balance_max": gettext_noop("Highest balance"),
    "digits": gettext_noop("Digits"),
    "ends_on": gettext_noop("Last day"),
    "expires": gettext_noop("Time to finish"),
    "freeze": gettext_noop("Freezing"),
    "holder": gettext_noop("What the holder may freeze"),
    "lasts": gettext_noop("Lasts from activation"),
    "lock": gettext_noop("Locked for"),
    "loss": gettext_noop("Reports of loss"),
    "name": gettext_noop("Name"),
    "number": gettext_noop("Number on the card"),
    "offline": gettext_noop("Readers without a line"),
    "overdraft_max": gettext_noop("Credit"),
    "parts": gettext_noop("Parts that are lost one by one"),
    "pin": gettext_noop("PIN"),
    "prefix": gettext_noop("First digits"),
    "purse": gettext_noop("Purse"),
    "remind": gettext_noop("Reminder to change"),
    "spendable": gettext_noop("Can be spent"),
    "steps": gettext_noop("Steps"),
    "temporary": gettext_noop("Length of a temporary report"),
    "tries": gettext_noop("Tries"),
    "undo": gettext_noop("Who ends a formal report"),
    "unnamed": gettext_noop("Also without a name"),
    "validity": gettext_noop("Validity"),
    "warn": gettext_noop("Warning before its end"),
    "window": gettext_noop("Until every reader knows"),
}
"""What the keys of a product file mean; the rest is shown as it is written."""

TONES: Final[Mapping[str, str]] = {
    CardState.ACTIVE: "good",
    CardState.IN_STOCK: "good",
    CardState.BLOCKED: "stop",
    CardState.DESTROYED: "stop",
    CardState.UNDELIVERABLE: "warn",
    CardState.SENT: "warn",
    DeliveryState.ON_THE_WAY: "warn",
    DeliveryState.RECEIVED: "good",
    DeliveryState.DIFFERS: "stop",
    DeliveryState.SETTLED: "quiet",
    ImportState.DONE: "good",
    ImportState.CHECKED: "warn",
    ImportState.REFUSED: "stop",
    ImportState.CANCELLED: "quiet",
    ParcelState.WAITING: "warn",
    ParcelState.UNKNOWN: "warn",
    ParcelState.GIVEN_UP: "stop",
    Outcome.OPEN: "warn",
    Outcome.APPROVED: "good",
}
"""How a state is dressed; what is not here is quiet. "sent" is a card's, and for it a warning."""


class Both(Protocol):
    """The same in both languages."""

    @property
    def en(self) -> str: ...
    @property
    def zh_hans(self) -> str: ...


def called(name: Both) -> str:
    """A name in the reader's language."""
    return name.zh_hans if get_language() == "zh-hans" else name.en


def said(words: Mapping[str, str], key: str) -> str:
    """What something is called; by its code, where it has no words."""
    return _(words[key]) if key in words else key


def key(path: str) -> str:
    """A key of a product file with its tables, in words."""
    return " · ".join(said(RULES, part) for part in path.replace("-", "_").split("."))


def tone(state: str) -> str:
    """How a tag with this state is dressed."""
    return TONES.get(state, "quiet")


def moment(at: datetime | None) -> str:
    """A moment by the clock of the site."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else NOTHING


def day(on: date | None) -> str:
    return on.isoformat() if on else NOTHING


def left(time: timedelta | None) -> str:
    """How long something still takes, as well as that can be known."""
    if time is None:
        return ""
    minutes = round(time.total_seconds() / 60)
    if not minutes:
        return _("less than a minute left")
    return ngettext("about {count} minute left", "about {count} minutes left", minutes).format(
        count=minutes
    )


def many(count: int | None) -> str:
    """A count with its thousands apart."""
    return NOTHING if count is None else f"{count:,}"
