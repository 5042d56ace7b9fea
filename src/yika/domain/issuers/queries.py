"""Who issues cards, and where and when they receive people. Anybody may know."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from yika.domain.issuers.models import Issuer, Outlet
from yika.domain.issuers.rules import (
    Hours,
    IssuerKind,
    Opening,
    Position,
    Service,
    Span,
    SpecialDay,
    Text,
    Timetable,
    UnknownIssuer,
    UnknownOutlet,
    read_services,
    special_days,
)
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
    special_days: tuple[SpecialDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """One day of an outlet as its clock shows it; `words` say why it is a special one."""

    day: date
    spans: tuple[Span, ...]
    words: Text | None


@dataclass(frozen=True)
class OutletView:
    """A place that receives people; opening hours are by the clock of its issuer's zone.

    `issuers` are those whose cards are served there, its own first.
    """

    id: str
    issuer: str
    code: str
    name: Text
    address: Text
    phone: str
    hours: Hours
    zone: str
    closed_at: datetime | None
    services: tuple[Service, ...] = ()
    issuers: tuple[str, ...] = ()
    step_free: bool = False
    position: Position | None = None
    special_days: tuple[SpecialDay, ...] = ()

    @cached_property
    def timetable(self) -> Timetable:
        special = {one.day: one.spans for one in self.special_days}
        return Timetable(self.hours, self.zone, special)

    def openings(self, day: date) -> list[Opening]:
        """When it opens and closes on a day of its calendar, as moments; none when it is shut."""
        return [] if self.closed_at else self.timetable.openings(day)

    def is_open(self, now: datetime) -> bool:
        return self.closed_at is None and self.timetable.open_at(now)

    def closes_at(self, now: datetime) -> datetime | None:
        """When it closes today or tonight; None while it is closed, and when it never closes."""
        return self.timetable.closing(now) if self.closed_at is None else None

    def opens_at(self, now: datetime) -> datetime | None:
        """From when on it is open, `now` when it is; None when it never will be."""
        return self.timetable.next_opening(now) if self.closed_at is None else None

    def today(self, now: datetime) -> date:
        """The day that the calendar on its wall shows."""
        return self.timetable.today(now)

    def week(self, now: datetime, days: int = 7) -> list[Day]:
        """Today and the days after it."""
        special = {one.day: one.words for one in self.special_days}
        coming = [self.today(now) + timedelta(days=ahead) for ahead in range(days)]
        return [Day(day, self.timetable.spans(day), special.get(day)) for day in coming]

    def coming(self, now: datetime) -> list[SpecialDay]:
        """The special days from today on."""
        return [one for one in self.special_days if one.day >= self.today(now)]


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


def directory(issuer: str | None = None, service: Service | None = None) -> list[OutletView]:
    """The outlets that serve the cards of an issuer and offer a service, by issuer and code.

    Also those of other issuers that act for it, after its own.
    """
    rows = Outlet.objects.select_related("issuer").filter(closed_at=None)
    if issuer is not None:
        rows = rows.filter(Q(issuer_id=issuer) | ~Q(acts_for=[]))
    found = [outlet_view(row) for row in rows.order_by("issuer_id", "code")]
    if issuer is not None:
        found = [one for one in found if issuer in one.issuers]
        found.sort(key=lambda one: one.issuer != issuer)
    return [one for one in found if service is None or service in one.services]


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
        special_days=special_days(row.special_days, {}),
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
        services=read_services(row.services),
        issuers=(row.issuer_id, *row.acts_for),
        step_free=row.step_free,
        position=Position.read(row.position) if row.position else None,
        special_days=special_days(row.issuer.special_days, row.special_days),
    )
