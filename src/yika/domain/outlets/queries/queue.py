"""Queues as values: for the staff with everybody in them, for the public as a length."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count

from yika.domain.issuers import queries as issuers
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import Service
from yika.domain.outlets.models import QueueTicket
from yika.domain.outlets.queries.reach import check_looks, seen_outlet, ticket_row
from yika.domain.outlets.rules import QueueView, TicketView, Turn
from yika.domain.outlets.rules.queue import in_order, shown, working_day
from yika.kit import ids
from yika.kit.actor import Actor

AT_HAND = (Turn.WAITING.value, Turn.CALLED.value)


def queue(outlet: str = "", *, by: Actor, now: datetime) -> QueueView:
    """The queue of an outlet today, for its staff; without an outlet that of the actor's own."""
    place = seen_outlet(outlet, by)
    check_looks(by, place.issuer)
    day = working_day(place.openings, place.today(now), now)
    rows = QueueTicket.objects.filter(
        outlet=issuers.read_outlet(place.id), day=day, state__in=AT_HAND
    )
    found = list(rows)
    called = sorted(
        (row for row in found if row.state == Turn.CALLED), key=lambda row: row.called_at or now
    )
    line = in_order((row for row in found if row.state == Turn.WAITING), now)
    return QueueView(
        outlet=place.id,
        day=day,
        called=tuple(ticket_view(row) for row in called),
        waiting=tuple(ticket_view(row, ahead=ahead) for ahead, row in enumerate(line)),
    )


def at_desk(*, by: Actor, now: datetime, outlet: str = "") -> TicketView | None:
    """The number this member of staff has called and not sent on yet."""
    found = queue(outlet, by=by, now=now).called
    return next((one for one in found if one.called_by == by.id), None)


def ticket(id: str, *, by: Actor) -> TicketView:  # noqa: A002  what it is called everywhere
    """One number, for those at whose issuer it was taken."""
    row = ticket_row(id, by)
    check_looks(by, row.issuer)
    return ticket_view(row)


def waiting(outlet: str, *, now: datetime) -> int:
    """How many people wait at an outlet now. Anybody may know."""
    return waiting_at([issuers.outlet(outlet)], now=now)[outlet]


def waiting_at(places: Iterable[OutletView], *, now: datetime) -> dict[str, int]:
    """The same for many outlets at once, by their ids."""
    days = {one.id: working_day(one.openings, one.today(now), now) for one in places}
    rows = (
        QueueTicket.objects.filter(
            outlet__in=[issuers.read_outlet(outlet) for outlet in days],
            state=Turn.WAITING.value,
            day__in=set(days.values()),
        )
        .values_list("outlet", "day")
        .annotate(many=Count("id"))
    )
    found = {(ids.show("out", outlet), day): many for outlet, day, many in rows}
    return {outlet: found.get((outlet, day), 0) for outlet, day in days.items()}


def ahead_of(ticket: TicketView, *, now: datetime) -> int:
    """How many people are called before this number, as it stands now."""
    rows = QueueTicket.objects.filter(
        outlet=issuers.read_outlet(ticket.outlet), day=ticket.day, state=Turn.WAITING.value
    )
    line = [str(row) for row in in_order(rows, now)]
    return line.index(ticket.id) if ticket.id in line else 0


def ticket_view(row: QueueTicket, *, ahead: int = 0) -> TicketView:
    appointment = row.appointment_id
    return TicketView(
        id=str(row),
        number=shown(row.service, row.number),
        outlet=ids.show("out", row.outlet),
        issuer=row.issuer,
        day=row.day,
        service=Service(row.service),
        state=Turn(row.state),
        holder=ids.show("hld", row.holder) if row.holder else "",
        appointment=ids.show("apt", appointment) if appointment else "",
        due_at=row.due_at,
        taken_at=row.taken_at,
        called_at=row.called_at,
        called_by=row.called_by,
        desk=row.desk,
        ahead=ahead,
    )
