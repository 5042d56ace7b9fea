"""Appointments as values, for their holders and for those who receive them."""

from datetime import date, datetime, timedelta

from yika.domain.issuers import queries as issuers
from yika.domain.issuers.rules import Service
from yika.domain.outlets.models import Appointment
from yika.domain.outlets.queries.queue import ticket_view
from yika.domain.outlets.queries.reach import appointment_key, check_looks, check_sees, seen_outlet
from yika.domain.outlets.rules import AppointmentView, State, UnknownAppointment, tickets
from yika.domain.outlets.rules.appointments import state_at
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids
from yika.kit.actor import Actor, ActorKind

SHOWING = frozenset({ActorKind.HOLDER, ActorKind.API_KEY})  # a partner's app shows the ticket
SHOWN_MAX = 50
SHOWN_FOR = timedelta(days=90)


def appointment(id: str, *, by: Actor, now: datetime) -> AppointmentView:  # noqa: A002  public name
    """One appointment; UnknownAppointment for whom it does not concern."""
    row = Appointment.objects.select_related("ticket").filter(pk=appointment_key(id)).first()
    if row is None:
        raise UnknownAppointment
    check_sees(row, by)
    return appointment_view(row, by=by, now=now)


def appointments_of(holder: str, *, by: Actor, now: datetime) -> list[AppointmentView]:
    """A holder's appointments of the last months and those to come, the latest time first.

    Staff and programs see those with their issuer.
    """
    rows = Appointment.objects.select_related("ticket").filter(begins_at__gt=now - SHOWN_FOR)
    try:
        rows = rows.filter(holder=ids.read("hld", holder))
    except ValueError:
        return []
    if by.kind is ActorKind.HOLDER:
        rows = rows if by.id == holder else rows.none()
    elif by.kind is not ActorKind.SYSTEM:
        check_looks(by, by.issuer)
        rows = rows.filter(issuer=by.issuer)
    found, zones = rows.order_by("-begins_at", "-id")[:SHOWN_MAX], dict[str, str]()
    return [appointment_view(row, by=by, now=now, zones=zones) for row in found]


def coming(holder: str, *, by: Actor, now: datetime) -> list[AppointmentView]:
    """A holder's appointments that are still to come or under way, the next one first."""
    found = appointments_of(holder, by=by, now=now)
    return [one for one in reversed(found) if one.state in {State.BOOKED, State.CHECKED_IN}]


def appointments_on(
    day: date, *, outlet: str = "", by: Actor, now: datetime
) -> list[AppointmentView]:
    """All appointments of a day at an outlet, in the order of their times, for its staff."""
    place = seen_outlet(outlet, by)
    check_looks(by, place.issuer)
    rows = Appointment.objects.select_related("ticket")
    rows = rows.filter(outlet=issuers.read_outlet(place.id), day=day)
    zones = {place.id: place.zone}
    return [
        appointment_view(row, by=by, now=now, zones=zones)
        for row in rows.order_by("begins_at", "id")
    ]


def appointment_view(
    row: Appointment, *, by: Actor, now: datetime, zones: dict[str, str] | None = None
) -> AppointmentView:
    """The row as who asks may see it. The zones of outlets, where several are looked at."""
    outlet = ids.show("out", row.outlet)
    known = {} if zones is None else zones
    if outlet not in known:
        known[outlet] = issuers.outlet(outlet).zone
    state = state_at(State(row.state), row.begins_at, now)
    ticket = getattr(row, "ticket", None)
    return AppointmentView(
        id=str(row),
        number=row.number,
        outlet=outlet,
        issuer=row.issuer,
        service=Service(row.service),
        holder=ids.show("hld", row.holder),
        day=row.day,
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        zone=known[outlet],
        state=state,
        moves=row.moves,
        booked_at=row.booked_at,
        changeable=state is State.BOOKED and now < row.begins_at,
        ticket=ticket_view(ticket) if ticket else None,
        payload=_payload(row) if by.kind in SHOWING else "",
    )


def _payload(row: Appointment) -> str:
    return tickets.payload(envelope.open_(keyring(), row.sealed_token, where=row.where).decode())
