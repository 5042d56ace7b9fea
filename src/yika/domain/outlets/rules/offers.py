"""What an outlet offers by appointment: how long one takes, and how many people at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from yika.domain.issuers.rules import GOES_OUT, Service
from yika.kit.errors import Fault, Invalid, gettext_noop

MINUTES: Final = range(5, 241)
PLACES: Final = range(1, 101)
DAYS_AHEAD: Final = range(1, 91)
NOTICE: Final = range(7 * 24 * 60 + 1)

MINUTES_EXPECTED = gettext_noop("expected 5 to 240 minutes")
PLACES_EXPECTED = gettext_noop("expected 1 to 100 people at a time")
DAYS_EXPECTED = gettext_noop("expected 1 to 90 days ahead")
NOTICE_EXPECTED = gettext_noop("expected 0 minutes to 7 days of notice, in minutes")
SERVICE_EXPECTED = gettext_noop("expected a service that this outlet is listed with")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One service of one outlet by appointment.

    Each appointment takes `minutes`, `places` people are received at a time, from the day itself
    up to `days_ahead`, booked at least `notice` minutes before. Not `bookable` is a pause.
    """

    outlet: str
    issuer: str
    service: Service
    minutes: int
    places: int
    bookable: bool
    days_ahead: int
    notice: int

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)


def check_offer(offer: Offer, *, listed: tuple[Service, ...]) -> None:
    """Invalid, naming every fault, unless an outlet that is listed with these can offer this."""
    if faults := list(_faults(offer, listed)):
        raise Invalid(faults)


def _faults(offer: Offer, listed: tuple[Service, ...]) -> Iterator[Fault]:
    if offer.service not in listed or offer.service in GOES_OUT:
        yield Fault("service", "", SERVICE_EXPECTED)
    for where, value, allowed, expected in (
        ("minutes", offer.minutes, MINUTES, MINUTES_EXPECTED),
        ("places", offer.places, PLACES, PLACES_EXPECTED),
        ("days_ahead", offer.days_ahead, DAYS_AHEAD, DAYS_EXPECTED),
        ("notice", offer.notice, NOTICE, NOTICE_EXPECTED),
    ):
        if value not in allowed:
            yield Fault(where, "", expected)
