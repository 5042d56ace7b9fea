"""What can be had by appointment, and when. Anybody may know."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from yika.domain.issuers import queries as issuers
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import Service
from yika.domain.outlets import rules
from yika.domain.outlets.models import Appointment, Offer
from yika.domain.outlets.rules import FreeDay, FreeTime
from yika.domain.outlets.rules.appointments import TAKES_PLACE
from yika.domain.outlets.rules.offers import DAYS_AHEAD, MINUTES
from yika.domain.outlets.rules.refusals import NotOffered
from yika.domain.outlets.rules.times import Calendar, Span
from yika.kit import ids

LONGEST = timedelta(minutes=MINUTES[-1])
A_DAY = timedelta(days=1)

Taken = dict[tuple[str, Service], list[Span]]


def offers(outlet: str) -> list[rules.Offer]:
    """Everything an outlet has by appointment, also what is paused, in the order of the list."""
    rows = Offer.objects.filter(outlet=issuers.read_outlet(outlet))
    found = [offer_view(row) for row in rows]
    return sorted(found, key=lambda one: list(Service).index(one.service))


def bookable(places: Iterable[OutletView]) -> dict[str, list[rules.Offer]]:
    """By outlet what can be booked there now; outlets without anything are left out."""
    by_id = {one.id: one for one in places if one.closed_at is None}
    rows = Offer.objects.filter(outlet__in=map(issuers.read_outlet, by_id), bookable=True)
    found: dict[str, list[rules.Offer]] = {}
    for offer in map(offer_view, rows):
        if offer.service in by_id[offer.outlet].services:
            found.setdefault(offer.outlet, []).append(offer)
    return found


def find_offer(outlet: str, service: str) -> rules.Offer | None:
    """One offer; None where the outlet takes no appointments for this service."""
    row = Offer.objects.filter(outlet=issuers.read_outlet(outlet), service=service).first()
    return offer_view(row) if row else None


def free_days(outlet: str, service: str, *, now: datetime) -> list[FreeDay]:
    """The days that can be booked, each with how many times are free; also those with none."""
    days = calendar(outlet, service, now=now)
    return [
        FreeDay(day, len(days.free_on(day)))
        for day in days.days()
        if day >= days.today or days.free_on(day)
    ]


def free_times(outlet: str, service: str, day: date, *, now: datetime) -> list[FreeTime]:
    """The times of a day that are free."""
    return calendar(outlet, service, now=now).free_on(day)


def next_free_at(
    places: Iterable[OutletView], service: Service, *, now: datetime
) -> dict[str, FreeTime | None]:
    """By outlet the next time of a service that can be had; only outlets where it is bookable."""
    known = {one.id: one for one in places}
    found = {
        offer.outlet: offer
        for some in bookable(known.values()).values()
        for offer in some
        if offer.service is service
    }
    taken = _taken(found.values(), now)
    return {
        outlet: _calendar(offer, known[outlet], taken, now).next_free()
        for outlet, offer in found.items()
    }


def next_free(outlet: str, service: str, *, now: datetime) -> FreeTime | None:
    """The next time that can be had; None when nothing is free."""
    return calendar(outlet, service, now=now).next_free()


def calendar(outlet: str, service: str, *, now: datetime) -> Calendar:
    """An offer with all that is taken; NotOffered where there is none."""
    return calendar_at(issuers.outlet(outlet), service, now=now)


def calendar_at(place: OutletView, service: str, *, now: datetime) -> Calendar:
    """The same for an outlet at hand."""
    offer = find_offer(place.id, service)
    if offer is None:
        raise NotOffered
    return calendar_of(offer, place, now=now)


def calendar_of(
    offer: rules.Offer, place: OutletView, *, now: datetime, but: UUID | None = None
) -> Calendar:
    """The same for an offer at hand, as if one appointment were not taken.

    What its outlet is not listed with is not offered.
    """
    if offer.service not in place.services:
        raise NotOffered
    return _calendar(offer, place, _taken([offer], now, but), now)


def calendars(place: OutletView, *, now: datetime) -> list[Calendar]:
    """One for each service that can be booked at an outlet, all that is taken looked up at once."""
    found = bookable([place]).get(place.id, [])
    taken = _taken(found, now)
    return [_calendar(offer, place, taken, now) for offer in found]


def offer_view(row: Offer) -> rules.Offer:
    return rules.Offer(
        outlet=ids.show("out", row.outlet),
        issuer=row.issuer,
        service=Service(row.service),
        minutes=row.minutes,
        places=row.places,
        bookable=row.bookable,
        days_ahead=row.days_ahead,
        notice=row.notice,
    )


def _calendar(offer: rules.Offer, place: OutletView, taken: Taken, now: datetime) -> Calendar:
    return Calendar(
        offer=offer,
        openings=place.openings,
        taken=taken.get((offer.outlet, offer.service), []),
        today=place.today(now),
        zone=place.zone,
        now=now,
    )


def _taken(offers: Iterable[rules.Offer], now: datetime, but: UUID | None = None) -> Taken:
    """By outlet and service what runs from now on, as far ahead as can be booked."""
    pairs = {(offer.outlet, offer.service) for offer in offers}
    rows = Appointment.objects.filter(
        state__in=TAKES_PLACE,
        outlet__in={issuers.read_outlet(outlet) for outlet, _service in pairs},
        service__in={service for _outlet, service in pairs},
        begins_at__gt=now - LONGEST,
        begins_at__lt=now + (DAYS_AHEAD[-1] + 2) * A_DAY,
    )
    others = rows.exclude(pk=but) if but else rows
    found: Taken = {}
    for outlet, service, *span in others.values_list("outlet", "service", "begins_at", "ends_at"):
        place = ids.show("out", outlet), Service(service)
        found.setdefault(place, []).append((span[0], span[1]))
    return found
