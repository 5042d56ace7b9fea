"""What the outlets of the demo take appointments for, who has booked some, and who waits now."""

from datetime import datetime

from yika.domain.issuers import queries as issuers
from yika.domain.issuers.rules import Service
from yika.domain.outlets import actions, queries
from yika.domain.outlets.rules import Offer
from yika.site.demo.houses import OPERATOR, House
from yika.site.demo.life.people import people_of

MINUTES = {
    Service.LOSS: 10,
    Service.REPLACEMENT: 20,
    Service.REAL_NAME: 20,
    Service.CLOSING: 30,
    Service.ENQUIRY: 15,
}
PLACES, DAYS_AHEAD, NOTICE = 2, 14, 60
BOOKED = 5  # people with an appointment at the first outlet of each house
WALK_INS = (Service.ENQUIRY, Service.LOSS, Service.ACTIVATION)


def fill(house: House, *, now: datetime) -> None:
    """Let people book and wait. What is there already stays as it is."""
    for outlet in house.outlets:
        _offer(outlet, now)
    _book(house, now)
    _wait(house, now)


def _offer(outlet: str, now: datetime) -> None:
    place = issuers.outlet(outlet)
    for service, minutes in MINUTES.items():
        if service not in place.services or queries.find_offer(outlet, service):
            continue
        offer = Offer(
            outlet=outlet,
            issuer=place.issuer,
            service=service,
            minutes=minutes,
            places=PLACES,
            bookable=True,
            days_ahead=DAYS_AHEAD,
            notice=NOTICE,
        )
        request = f"demo:offer:{outlet}:{service}"
        actions.offer_service(offer=offer, by=OPERATOR, now=now, request_id=request)


def _book(house: House, now: datetime) -> None:
    """Each of some holders books his own, one day after the other."""
    outlet = house.outlets[0]
    offered = [one.service for one in queries.offers(outlet)]
    for place, holder in zip(range(BOOKED), people_of(house), strict=False):
        if queries.appointments_of(holder.id, by=holder, now=now) or not offered:
            continue
        service = offered[place % len(offered)]
        days = [one.day for one in queries.free_days(outlet, service, now=now) if one.times]
        if not days:
            continue
        times = queries.free_times(outlet, service, days[place // 2 % len(days)], now=now)
        actions.book(
            outlet=outlet,
            service=service,
            begins_at=times[place % len(times)].begins_at,
            by=holder,
            now=now,
            request_id=f"demo:appointment:{holder.id}",
        )


def _wait(house: House, now: datetime) -> None:
    """A few have come without one, if the first outlet is open."""
    place = issuers.outlet(house.outlets[0])
    if not place.is_open(now):
        return
    for service in WALK_INS:
        if service in place.services:
            actions.take_number(
                service=service,
                outlet=place.id,
                by=OPERATOR,
                now=now,
                request_id=f"demo:number:{place.id}:{service}",
            )
