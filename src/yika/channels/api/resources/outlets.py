"""The places where an issuer receives people."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated

from ninja import Path, Query
from pydantic import Field

from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.operations import Resource
from yika.channels.api.terms.paging import Cursor, Page, all_of, page
from yika.channels.api.terms.shapes import Moment, OutletId, Shape, Words, one_of
from yika.domain.issuers import queries
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import Service, UnknownOutlet
from yika.domain.machines.queries import Kiosks, kiosks_at
from yika.domain.outlets.queries import waiting_at
from yika.kit.errors import gettext_noop

resource = Resource(
    "outlets", gettext_noop("Outlets"), gettext_noop("Where the issuer receives people.")
)
ServiceName = Annotated[Service, one_of(Service)]
NO_KIOSKS = Kiosks()


class OutletsWanted(Cursor):
    service: ServiceName | None = Field(
        None, description=gettext_noop("Only outlets that offer this.")
    )


class SpecialDay(Shape):
    """A day with its own hours, such as `09:00-12:00`; empty when it is closed."""

    day: date
    hours: str
    why: Words


class Position(Shape):
    """Degrees of WGS 84."""

    latitude: float
    longitude: float


class OutletKiosks(Shape):
    count: int
    in_order: int


class Outlet(Shape):
    """Hours are by the clock of the issuer: `{"mon": "08:30-12:00 13:30-17:00"}`.

    On a special day its own hours hold. `issuers` are those whose cards are served there.
    """

    id: str
    code: str
    name: Words
    address: Words
    phone: str
    hours: dict[str, str]
    special_days: list[SpecialDay]
    open_now: bool
    services: list[ServiceName]
    issuers: list[str]
    step_free: bool
    position: Position | None
    kiosks: OutletKiosks
    waiting: int
    time_zone: str
    closed_at: Moment | None


@resource.reads(
    "/outlets",
    summary=gettext_noop("List outlets"),
    about=gettext_noop("Those of the issuer, and those of others that serve its cards too."),
    gives=Page[Outlet],
    scope=None,
    machines=True,
)
def list_outlets(request: ApiRequest, wanted: Query[OutletsWanted]) -> Page[Outlet]:
    rows = queries.directory(request.call.by.issuer, wanted.service)
    shapes = {one.id: one for one in _shapes(request, rows)}
    return page(wanted, all_of(rows), lambda row: shapes[row.id])


@resource.reads(
    "/outlets/{outlet}",
    summary=gettext_noop("Get an outlet"),
    gives=Outlet,
    scope=None,
    machines=True,
)
def get_outlet(request: ApiRequest, outlet: Path[OutletId]) -> Outlet:
    by, found = request.call.by, queries.outlet(outlet)
    if by.issuer not in found.issuers:
        raise UnknownOutlet(outlet=outlet)
    [shape] = _shapes(request, [found])
    return shape


def _shapes(request: ApiRequest, outlets: list[OutletView]) -> Iterator[Outlet]:
    now = request.call.now
    kiosks = kiosks_at([one.id for one in outlets], now=now)
    waiting = waiting_at(outlets, now=now)
    for one in outlets:
        yield _shape(one, now, kiosks.get(one.id, NO_KIOSKS), waiting[one.id])


def _shape(outlet: OutletView, now: datetime, kiosks: Kiosks, waiting: int) -> Outlet:
    return Outlet(
        id=outlet.id,
        code=outlet.code,
        name=Words.of(outlet.name),
        address=Words.of(outlet.address),
        phone=outlet.phone,
        hours=outlet.hours.as_json(),
        special_days=[
            SpecialDay(day=one.day, hours=one.hours, why=Words.of(one.words))
            for one in outlet.coming(now)
        ],
        open_now=outlet.is_open(now),
        services=list(outlet.services),
        issuers=list(outlet.issuers),
        step_free=outlet.step_free,
        position=outlet.position and Position(**outlet.position._asdict()),
        kiosks=OutletKiosks(count=kiosks.count, in_order=kiosks.in_order),
        waiting=waiting,
        time_zone=outlet.zone,
        closed_at=outlet.closed_at,
    )
