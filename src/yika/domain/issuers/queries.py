"""Who issues cards, and where and when they receive people. Anybody may know."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yika.domain.issuers.models import Issuer, Outlet
from yika.domain.issuers.rules import Hours, IssuerKind, Text, UnknownIssuer, UnknownOutlet
from yika.kit import ids


@dataclass(frozen=True, slots=True)
class IssuerView:
    """An issuer, as its holders know it. The seal is the one character on its cards."""

    code: str
    name: Text
    kind: IssuerKind
    hotline: str
    zone: str
    seal: str


@dataclass(frozen=True, slots=True)
class OutletView:
    """A place that receives people; opening hours are by the clock of its issuer's zone."""

    id: str
    issuer: str
    code: str
    name: Text
    address: Text
    phone: str
    hours: Hours
    zone: str
    closed_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        return self.closed_at is None and self.hours.open_at(now, self.zone)

    def closes_at(self, now: datetime) -> datetime | None:
        """When it closes today or tonight; None while it is closed, and when it never closes."""
        return self.hours.closing(now, self.zone) if self.closed_at is None else None

    def opens_at(self, now: datetime) -> datetime | None:
        """From when on it is open, `now` when it is; None when it never will be."""
        return self.hours.next_opening(now, self.zone) if self.closed_at is None else None


def issuer(code: str) -> IssuerView:
    """The issuer with this code; UnknownIssuer when there is none."""
    found = find_issuer(code)
    if found is None:
        raise UnknownIssuer(issuer=code)
    return found


def find_issuer(code: str) -> IssuerView | None:
    row = Issuer.objects.filter(code=code).first()
    return issuer_view(row) if row else None


def issuers() -> list[IssuerView]:
    """All of them, by code."""
    return [issuer_view(row) for row in Issuer.objects.order_by("code")]


def outlet(id: str) -> OutletView:  # noqa: A002  what it is called everywhere
    """The outlet with this id, also a closed one; UnknownOutlet when there is none."""
    row = Outlet.objects.select_related("issuer").filter(pk=read_outlet(id)).first()
    if row is None:
        raise UnknownOutlet(outlet=id)
    return outlet_view(row)


def outlets(issuer: str | None = None, *, closed: bool = False) -> list[OutletView]:
    """The outlets of one issuer or of all, by code; with the closed ones if asked for."""
    rows = Outlet.objects.select_related("issuer").order_by("issuer_id", "code")
    if issuer is not None:
        rows = rows.filter(issuer_id=issuer)
    if not closed:
        rows = rows.filter(closed_at=None)
    return [outlet_view(row) for row in rows]


def read_outlet(id: str) -> UUID:  # noqa: A002  what it is called everywhere
    """The key behind a public id; what is no id is an outlet that does not exist."""
    try:
        return ids.read("out", id)
    except ValueError:
        raise UnknownOutlet(outlet=id) from None


def issuer_view(row: Issuer) -> IssuerView:
    return IssuerView(
        code=row.code,
        name=Text(row.name_en, row.name_zh),
        kind=IssuerKind(row.kind),
        hotline=row.hotline,
        zone=row.zone,
        seal=row.seal,
    )


def outlet_view(row: Outlet) -> OutletView:
    return OutletView(
        id=str(row),
        issuer=row.issuer_id,
        code=row.code,
        name=Text(row.name_en, row.name_zh),
        address=Text(row.address_en, row.address_zh),
        phone=row.telephone,
        hours=Hours.parse(row.hours),
        zone=row.issuer.zone,
        closed_at=row.closed_at,
    )
