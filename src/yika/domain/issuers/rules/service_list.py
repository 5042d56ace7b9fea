"""What people come to an outlet for."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from yika.kit.errors import Fault, Invalid, gettext_noop

SERVICE_EXPECTED = gettext_noop("expected services from the list")


class Service(StrEnum):
    """Something an outlet offers. A kind of errand of the same name is served where it is."""

    ACTIVATION = "activation"
    APPLICATION = "application"
    LOSS = "loss"
    REPLACEMENT = "replacement"
    REAL_NAME = "real-name"
    TOP_UP = "top-up"
    CLOSING = "closing"
    ENQUIRY = "enquiry"
    HOME_VISIT = "home-visit"


SERVICE_WORDS: Final[Mapping[Service, str]] = {
    Service.ACTIVATION: gettext_noop("Activate a card"),
    Service.APPLICATION: gettext_noop("Apply for a card"),
    Service.LOSS: gettext_noop("Report a loss"),
    Service.REPLACEMENT: gettext_noop("Replace a card"),
    Service.REAL_NAME: gettext_noop("Identity check"),
    Service.TOP_UP: gettext_noop("Top up"),
    Service.CLOSING: gettext_noop("Close a card"),
    Service.ENQUIRY: gettext_noop("Questions and complaints"),
    Service.HOME_VISIT: gettext_noop("Home visits"),
}

GOES_OUT: Final = frozenset({Service.HOME_VISIT})
"""What nobody comes to an outlet for, so there is no queue and no appointment for it."""


def read_services(given: Iterable[str]) -> tuple[Service, ...]:
    """The services of these names, each once, in the order of the list."""
    names = set(given)
    if names - set(Service):
        raise Invalid([Fault("services", "", SERVICE_EXPECTED)])
    return tuple(service for service in Service if service in names)
