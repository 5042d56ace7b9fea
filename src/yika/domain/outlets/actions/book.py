"""Books a time for a holder."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yika.domain.issuers import queries as issuers
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import UnknownOutlet
from yika.domain.journal.actions import record
from yika.domain.outlets.actions.follow import follow
from yika.domain.outlets.actions.hold import hold_offer
from yika.domain.outlets.actions.tell import tell_holder
from yika.domain.outlets.models import Appointment
from yika.domain.outlets.queries.appointments import appointment_view
from yika.domain.outlets.queries.offers import calendar_at, calendar_of, offer_view
from yika.domain.outlets.rules import AppointmentView, State, refusals, tickets
from yika.domain.outlets.rules.appointments import BOOKINGS, OPEN_MAX, remind_at
from yika.domain.outlets.rules.times import FreeTime
from yika.domain.people import actions as people
from yika.domain.people import queries as holders
from yika.domain.people.rules import UnknownHolder
from yika.domain.staff.rules import Right
from yika.domain.vault.actions import spend_try
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids
from yika.kit.actor import Actor, ActorKind, check_may

SCOPE = "appointment.book"


def book(
    *,
    outlet: str,
    service: str,
    begins_at: datetime,
    holder: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> AppointmentView:
    """Book a time for a holder; he books for himself, staff and programs name him.

    Safe to repeat with the same `request_id`. What cannot be had is refused with the next time
    that can. Never call this inside a transaction: bookings are counted.
    """
    place = issuers.outlet(outlet)
    owner = _owner(holder, place, by)
    if not Appointment.objects.filter(booked_by_request=ids.request_key(request_id)).exists():
        # Whoever comes too late is told so before he waits for those who book.
        calendar_at(place, service, now=now).check(begins_at)
        _count(owner, by, now)
    row = _book(place, service, begins_at, owner, by=by, now=now, request_id=request_id)
    return appointment_view(row, by=by, now=now, zones={place.id: place.zone})


def _count(owner: str, by: Actor, now: datetime) -> None:
    """Refuse a holder who books and cancels without end."""
    if by.kind is ActorKind.HOLDER:
        spend_try(scope=SCOPE, subject=owner, allowance=BOOKINGS, now=now)


@transaction.atomic
def _book(
    place: OutletView,
    service: str,
    begins_at: datetime,
    owner: str,
    *,
    by: Actor,
    now: datetime,
    request_id: str,
) -> Appointment:
    offer = hold_offer(place, service)
    key, request = ids.read("hld", owner), ids.request_key(request_id)
    asked = (issuers.read_outlet(place.id), service, key)
    if seen := _seen(request, asked, begins_at):
        return seen

    if offer is None:
        raise refusals.NotOffered
    time = calendar_of(offer_view(offer), place, now=now).check(begins_at)
    check_own_times(key, time, now=now)
    check_not_too_many(key, now=now)

    row = _row(place, service, key, time, request=request, now=now)
    row.save(force_insert=True)
    people.acquaint(holder=owner, issuer=place.issuer, by=by, now=now, request_id=request_id)
    follow(row)

    record(
        "appointment.booked",
        subject=str(row),
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"outlet": place.id, "service": service, "begins_at": row.begins_at.isoformat()},
    )
    tell_holder(row, "appointment-booked", place=place, now=now)
    return row


def check_own_times(
    holder: UUID, time: FreeTime, *, now: datetime, but: UUID | None = None
) -> None:
    """Refuse a time at which this person has another appointment, at whatever outlet."""
    same = Appointment.objects.filter(
        holder=holder,
        state__in=[State.BOOKED, State.CHECKED_IN],
        begins_at__lt=time.ends_at,
        ends_at__gt=max(time.begins_at, now),
    )
    others = same.exclude(pk=but) if but else same
    if other := others.first():
        raise refusals.AtTheSameTime(number=other.number)


def check_not_too_many(holder: UUID, *, now: datetime) -> None:
    """Refuse who keeps so many places already."""
    ahead = Appointment.objects.filter(holder=holder, state=State.BOOKED, begins_at__gt=now)
    many = ahead.count()
    if many >= OPEN_MAX:
        raise refusals.TooManyAppointments(many=many)


def _owner(holder: str, place: OutletView, by: Actor) -> str:
    """Whose appointment it will be. For the staff of others the outlet does not exist."""
    if by.kind is ActorKind.HOLDER:
        if not by.id.startswith("hld_") or holder not in {"", by.id}:
            raise UnknownHolder
        return by.id
    if not by.sees(place.issuer):
        raise UnknownOutlet(outlet=place.id)
    check_may(by, Right.QUEUE_SERVE, place.issuer)
    return holders.seen_holder(holder, by).id


def _row(
    place: OutletView, service: str, holder: UUID, time: FreeTime, *, request: UUID, now: datetime
) -> Appointment:
    token = tickets.new_token()
    row = Appointment(
        number=_free_number(),
        outlet=issuers.read_outlet(place.id),
        issuer=place.issuer,
        service=service,
        holder=holder,
        day=time.day,
        begins_at=time.begins_at,
        ends_at=time.ends_at,
        token=tickets.digest(token),
        remind_at=remind_at(time.begins_at, booked_at=now),
        booked_at=now,
        booked_by_request=request,
    )
    row.sealed_token = envelope.seal(keyring(), token.encode(), where=row.where)
    return row


def _free_number() -> str:
    """A number that nobody has; one in a million millions is taken."""
    while Appointment.objects.filter(number=(number := tickets.new_number())).exists():
        pass
    return number


def _seen(request: UUID, asked: tuple[UUID, str, UUID], begins_at: datetime) -> Appointment | None:
    """What this request booked before. The same request id for something else is refused."""
    seen = Appointment.objects.filter(booked_by_request=request).first()
    if seen is None:
        return None
    same = (seen.outlet, seen.service, seen.holder) == asked
    if not same or (seen.begins_at != begins_at and not seen.moves):
        raise refusals.RequestReused
    return seen
