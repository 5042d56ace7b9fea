"""The pages of the console, and who finds which of them in the menu."""

from typing import Final, NamedTuple

from yika.channels.common.visitors import Visitor
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop


class Entry(NamedTuple):
    """A page in the menu; anybody with one of the rights finds it there."""

    tab: str
    label: str
    icon: str
    rights: tuple[Right, ...]

    @property
    def page(self) -> str:
        return self.tab if ":" in self.tab else f"console:{self.tab}"


ASKS_SECOND: Final = (
    Right.APPROVALS_DECIDE,
    Right.AUDIT_VIEW,
    Right.CARDS_BLOCK,
    Right.CARDS_DESTROY,
    Right.CARDS_IMPORT,
    Right.KEYS_MANAGE,
)
"""Who decides on what others ask for, looks on, or may have asked for something himself."""

ENTRIES: Final = (
    Entry("overview", gettext_noop("Overview"), "receipt", (Right.CARDS_VIEW,)),
    Entry("products", gettext_noop("Products"), "book", (Right.CARDS_VIEW,)),
    Entry("batches", gettext_noop("Batches"), "make", (Right.CARDS_VIEW,)),
    Entry("deliveries", gettext_noop("Deliveries"), "exit", (Right.CARDS_VIEW,)),
    Entry("stock", gettext_noop("Stock"), "stock", (Right.CARDS_VIEW,)),
    Entry("imports", gettext_noop("Imports"), "upload", (Right.CARDS_VIEW,)),
    Entry("cards", gettext_noop("Cards"), "wallet", (Right.CARDS_VIEW,)),
    Entry("approvals", gettext_noop("Approvals"), "check", ASKS_SECOND),
    Entry("outlets", gettext_noop("Outlets"), "place", (Right.OUTLETS_MANAGE, Right.AUDIT_VIEW)),
    Entry(
        "appointments",
        gettext_noop("Appointments"),
        "clock",
        (Right.QUEUE_SERVE, Right.OUTLETS_MANAGE, Right.AUDIT_VIEW),
    ),
    Entry("visits", gettext_noop("Home visits"), "home", (Right.VISITS_SERVE,)),
    Entry("staff", gettext_noop("Staff"), "people", (Right.STAFF_MANAGE, Right.AUDIT_VIEW)),
    Entry(
        "machines", gettext_noop("Machines"), "device", (Right.MACHINES_MANAGE, Right.AUDIT_VIEW)
    ),
    Entry("keys", gettext_noop("API keys"), "key", (Right.KEYS_MANAGE, Right.AUDIT_VIEW)),
    Entry("applications", gettext_noop("Applications"), "wallet", (Right.APPLICATIONS_VIEW,)),
    Entry("enquiries", gettext_noop("Enquiries"), "help", (Right.ENQUIRIES_VIEW,)),
    Entry("real-names", gettext_noop("Real names"), "user", (Right.IDENTITY_VIEW,)),
    Entry("campaigns", gettext_noop("Campaigns"), "bell", (Right.IDENTITY_VIEW,)),
    Entry("data", gettext_noop("Personal data"), "lock", (Right.DATA_MANAGE, Right.AUDIT_VIEW)),
    Entry("organizations", gettext_noop("Organizations"), "people", (Right.PEOPLE_SEARCH,)),
    Entry("review:queue", gettext_noop("Review queue"), "eye", (Right.IDENTITY_REVIEW,)),
    Entry("messages", gettext_noop("Messages"), "mail", (Right.MESSAGES_VIEW,)),
    Entry("audit", gettext_noop("Audit trail"), "clock", (Right.AUDIT_VIEW,)),
)
RIGHTS: Final = {entry.tab: entry.rights for entry in ENTRIES}


def entries(who: Visitor) -> list[Entry]:
    """What stands in the menu of who has signed in; nothing before."""
    standing = who.staff.standing if who.staff else None
    held = standing.rights if standing else frozenset[str]()
    return [entry for entry in ENTRIES if held & set(entry.rights)]
