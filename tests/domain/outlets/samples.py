"""An outlet that receives people, and everybody who comes to it."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.domain.people import folks
from yika.domain.issuers.actions import open_issuer, open_outlet
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import Hours, IssuerKind, Service, Text
from yika.domain.outlets import actions
from yika.domain.outlets.rules import AppointmentView, Offer
from yika.domain.people.models import Holder
from yika.domain.staff.rules import Role, rights_of
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, Channel

OPERATOR = Actor(ActorKind.SYSTEM, "operator", Channel.COMMAND_LINE)
WEEKDAYS = Hours.read("mon-fri 08:30-12:00 13:30-17:00")
LOSS = Service.LOSS.value
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

_requests = count()


def asking(by: Actor, now: datetime, request_id: str = "") -> dict[str, Any]:
    return {"by": by, "now": now, "request_id": request_id or f"request-{next(_requests)}"}


def outlet(
    now: datetime,
    *,
    issuer: str = "harbor",
    code: str = "pier-one",
    hours: Hours = WEEKDAYS,
    zone: str = "Asia/Shanghai",
    services: tuple[str, ...] = (LOSS, Service.ENQUIRY.value),
) -> OutletView:
    """An outlet with its issuer; the same twice is the same."""
    open_issuer(
        code=issuer,
        name=Text("Harbor Transit", "江港交通"),
        kind=IssuerKind.TRANSIT,
        hotline="027-8765 4321",
        zone=zone,
        seal="江",
        **asking(OPERATOR, now, f"open {issuer}"),
    )
    return open_outlet(
        issuer=issuer,
        code=code,
        name=Text("Pier One", "一号码头"),
        address=Text("1 Quay Road", "码头路 1 号"),
        hours=hours,
        services=services,
        **asking(OPERATOR, now, f"open {issuer} {code}"),
    )


def offered(place: OutletView, now: datetime, **terms: Any) -> Offer:
    """A service by appointment: half an hour, one at a time, two weeks ahead."""
    usual = {"minutes": 30, "places": 1, "bookable": True, "days_ahead": 14, "notice": 30}
    offer = Offer(
        outlet=place.id,
        issuer=place.issuer,
        service=Service(terms.pop("service", LOSS)),
        **usual | terms,
    )
    return actions.offer_service(offer=offer, **asking(OPERATOR, now))


def holder() -> Actor:
    """Somebody who books for himself."""
    return holders(1)[0]


def holders(many: int) -> list[Actor]:
    rows = [
        Holder(language="en", created_at=folks.NOW, created_by_request=ids.new_id())
        for _ in range(many)
    ]
    Holder.objects.bulk_create(rows)
    return [folks.himself(str(row)) for row in rows]


def teller(place: OutletView, number: int = 1, role: Role = Role.TELLER) -> Actor:
    login = f"login_{number:026}"
    rights = rights_of([role])
    return Actor(
        ActorKind.STAFF, login, Channel.COUNTER, place.issuer, outlet=place.id, rights=rights
    )


def kiosk(place: OutletView) -> Actor:
    machine = f"dev_{1:026}"
    return Actor(ActorKind.DEVICE, machine, Channel.KIOSK, place.issuer, outlet=place.id)


def booked(
    place: OutletView, begins_at: datetime, now: datetime, *, by: Actor | None = None
) -> AppointmentView:
    return actions.book(
        outlet=place.id, service=LOSS, begins_at=begins_at, **asking(by or holder(), now)
    )
