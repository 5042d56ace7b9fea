"""What can be done at the desk about applications: begun, decided, prepared, given, sent."""

from collections.abc import Callable

from yika.channels.counter.desk import Desk
from yika.channels.counter.operation import About, Dress, Operation
from yika.domain.applications.rules import State as Applied
from yika.domain.applications.rules import Way
from yika.domain.applications.rules.states import REDIRECTS
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop


def is_bare(desk: Desk) -> bool:
    """True while nothing and nobody is at the desk."""
    return not (desk.person or desk.card or desk.errand or desk.enquiry or desk.application)


def applied_is(*states: Applied) -> Callable[[Desk], bool]:
    """True while the application at hand is in one of these states."""
    return lambda desk: desk.application is not None and desk.application.state in states


def comes_by(way: Way) -> Callable[[Desk], bool]:
    """True where a card was put aside that comes to its holder in this way."""
    return lambda desk: (
        desk.application is not None
        and bool(desk.application.card)
        and desk.application.receipt.way is way
    )


APPLICATIONS = Operation(
    name="applications",
    key="A",
    title=gettext_noop("Applications"),
    right=Right.APPLICATIONS_VIEW,
    about=About.DESK,
    when=is_bare,
)
APPLY = Operation(
    name="apply",
    key="A",
    title=gettext_noop("Apply for a card"),
    right=Right.ERRANDS_SERVE,
    about=About.PERSON,
    when=lambda desk: not (desk.card or desk.errand or desk.enquiry or desk.application),
)
APPLICATION = Operation(
    name="application",
    key="A",
    title=gettext_noop("Application"),
    done=gettext_noop("The application is taken in, and the person was told."),
    right=Right.APPLICATIONS_VIEW,
    about=About.APPLICATION,
    when=lambda _desk: False,  # it is the page itself
)
ACCEPT = Operation(
    name="accept-application",
    key="A",
    title=gettext_noop("Accept"),
    done=gettext_noop("It is accepted, and the person was told. Put a card aside for it."),
    right=Right.APPLICATIONS_SERVE,
    about=About.APPLICATION,
    when=applied_is(Applied.SUBMITTED),
    dress=Dress.NEXT,
)
ASSIGN = Operation(
    name="assign-card",
    key="K",
    title=gettext_noop("Put a card aside"),
    done=gettext_noop("The card is kept for this person."),
    right=Right.APPLICATIONS_SERVE,
    about=About.APPLICATION,
    when=applied_is(Applied.ACCEPTED),
)
READY = Operation(
    name="ready-to-collect",
    key="A",
    title=gettext_noop("Ready to collect"),
    done=gettext_noop("The person was told that the card can be collected."),
    right=Right.APPLICATIONS_SERVE,
    about=About.APPLICATION,
    when=lambda desk: applied_is(Applied.ACCEPTED)(desk) and comes_by(Way.COLLECT)(desk),
    dress=Dress.NEXT,
)
GIVE = Operation(
    name="give-card",
    key="H",
    title=gettext_noop("Hand over"),
    done=gettext_noop("The card is handed over. It can be activated now."),
    right=Right.APPLICATIONS_SERVE,
    about=About.APPLICATION,
    when=applied_is(Applied.READY),
    dress=Dress.NEXT,
)
SEND = Operation(
    name="send-card",
    key="M",
    title=gettext_noop("Send it"),
    done=gettext_noop("It is on its way, and the person was told."),
    right=Right.APPLICATIONS_SERVE,
    about=About.APPLICATION,
    when=lambda desk: applied_is(Applied.ACCEPTED)(desk) and comes_by(Way.SEND)(desk),
    dress=Dress.NEXT,
)
ADDRESS = Operation(
    name="show-address",
    key="P",
    title=gettext_noop("Show the address"),
    right=Right.APPLICATIONS_SERVE,
    about=About.APPLICATION,
    when=lambda desk: desk.application is not None and bool(desk.application.masked_address),
)
DELIVERED = Operation(
    name="note-delivered",
    key="D",
    title=gettext_noop("Delivered"),
    done=gettext_noop("The card has reached its holder."),
    right=Right.APPLICATIONS_SERVE,
    about=About.APPLICATION,
    when=applied_is(Applied.SENT),
)
RETURNED = Operation(
    name="note-returned",
    key="B",
    title=gettext_noop("Came back"),
    done=gettext_noop("Noted, and the person was asked what shall become of it."),
    right=Right.APPLICATIONS_SERVE,
    about=About.APPLICATION,
    when=applied_is(Applied.SENT),
)
REDIRECT = Operation(
    name="redirect",
    key="T",
    title=gettext_noop("Receive it otherwise"),
    done=gettext_noop("The card comes to this person in the new way."),
    right=Right.APPLICATIONS_SERVE,
    about=About.APPLICATION,
    when=applied_is(*REDIRECTS),
)
REFUSE_IT = Operation(
    name="refuse-application",
    key="X",
    title=gettext_noop("Refuse"),
    done=gettext_noop("It is refused, and the person was told why."),
    right=Right.APPLICATIONS_SERVE,
    about=About.APPLICATION,
    when=applied_is(Applied.SUBMITTED, Applied.ACCEPTED),
    dress=Dress.STOPS,
)
TAKE_OFF = Operation(
    name="withdraw-application",
    key="Z",
    title=gettext_noop("Withdraw it"),
    done=gettext_noop("It is withdrawn, and the person was told."),
    right=Right.APPLICATIONS_SERVE,
    about=About.APPLICATION,
    when=applied_is(Applied.SUBMITTED, Applied.ACCEPTED, Applied.READY, Applied.UNDELIVERABLE),
    dress=Dress.STOPS,
)

OPERATIONS = (
    *(ACCEPT, READY, GIVE, SEND, ASSIGN, ADDRESS, DELIVERED, RETURNED, REDIRECT),
    *(REFUSE_IT, TAKE_OFF, APPLICATION),
)
"""Those that are about an application at hand, in the order in which the desk shows them."""
