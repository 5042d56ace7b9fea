"""The places where an issuer receives people."""

from ninja import Path, Query

from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.operations import Resource
from yika.channels.api.terms.paging import Cursor, Page, all_of, page
from yika.channels.api.terms.shapes import Moment, OutletId, Shape, Words
from yika.domain.issuers import queries
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import UnknownOutlet
from yika.kit.actor import Actor
from yika.kit.errors import gettext_noop

resource = Resource(
    "outlets", gettext_noop("Outlets"), gettext_noop("Where the issuer receives people.")
)


class Outlet(Shape):
    """Hours are by the clock of the issuer: `{"mon": "08:30-12:00 13:30-17:00"}`."""

    id: str
    code: str
    name: Words
    address: Words
    phone: str
    hours: dict[str, str]
    time_zone: str
    closed_at: Moment | None


@resource.reads(
    "/outlets",
    summary=gettext_noop("List outlets"),
    gives=Page[Outlet],
    scope=None,
    machines=True,
)
def list_outlets(request: ApiRequest, cursor: Query[Cursor]) -> Page[Outlet]:
    rows = queries.outlets(request.call.by.issuer)
    return page(cursor, all_of(rows), _shape)


@resource.reads(
    "/outlets/{outlet}",
    summary=gettext_noop("Get an outlet"),
    gives=Outlet,
    scope=None,
    machines=True,
)
def get_outlet(request: ApiRequest, outlet: Path[OutletId]) -> Outlet:
    return _shape(seen_outlet(outlet, request.call.by))


def seen_outlet(outlet: str, by: Actor) -> OutletView:
    """An outlet of the actor's own issuer; any other does not exist for him."""
    found = queries.outlet(outlet)
    if not by.sees(found.issuer):
        raise UnknownOutlet(outlet=outlet)
    return found


def _shape(outlet: OutletView) -> Outlet:
    return Outlet(
        id=outlet.id,
        code=outlet.code,
        name=Words.of(outlet.name),
        address=Words.of(outlet.address),
        phone=outlet.phone,
        hours=outlet.hours.as_json(),
        time_zone=outlet.zone,
        closed_at=outlet.closed_at,
    )
