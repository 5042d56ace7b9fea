"""Appointments: what is free, booked for a holder, moved, given up, checked in."""

from datetime import date
from typing import Annotated

from ninja import Path
from pydantic import Field

from yika.channels.api.shapes.appointments import (
    Appointment,
    BookableDay,
    BookableDays,
    BookableTime,
    BookableTimes,
    OfferedService,
    OfferedServices,
    QueueNumber,
    ServiceName,
)
from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.operations import Resource
from yika.channels.api.terms.shapes import (
    AppointmentId,
    Given,
    GivenMoment,
    HolderId,
    Line,
    OutletId,
)
from yika.domain.issuers import queries as issuers
from yika.domain.issuers.rules import UnknownOutlet
from yika.domain.outlets import actions, queries
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

resource = Resource(
    "appointments",
    gettext_noop("Appointments"),
    gettext_noop("A time at an outlet, kept for a holder."),
)


class Book(Given):
    outlet: OutletId
    service: Annotated[ServiceName, Field(strict=False, examples=["loss"])]
    begins_at: GivenMoment
    holder: HolderId


class Move(Given):
    begins_at: GivenMoment


class Ticket(Given):
    """What the QR code of a ticket holds, the number of the appointment, or its id."""

    ticket: Annotated[Line, Field(min_length=1, examples=["K7F3-2Q9M"])]


@resource.reads(
    "/outlets/{outlet}/services",
    summary=gettext_noop("List what an outlet offers by appointment"),
    gives=OfferedServices,
    scope=None,
    machines=True,
)
def list_services(request: ApiRequest, outlet: Path[OutletId]) -> OfferedServices:
    found = queries.offers(_own(request, outlet))
    return OfferedServices(data=[OfferedService.of(one) for one in found])


@resource.reads(
    "/outlets/{outlet}/services/{service}/days",
    summary=gettext_noop("List the days that can be booked"),
    gives=BookableDays,
    scope=None,
    machines=True,
)
def list_days(
    request: ApiRequest, outlet: Path[OutletId], service: Path[ServiceName]
) -> BookableDays:
    found = queries.free_days(_own(request, outlet), service, now=request.call.now)
    return BookableDays(data=[BookableDay.of(one) for one in found])


@resource.reads(
    "/outlets/{outlet}/services/{service}/days/{day}",
    summary=gettext_noop("List the free times of a day"),
    gives=BookableTimes,
    scope=None,
    machines=True,
)
def list_times(
    request: ApiRequest, outlet: Path[OutletId], service: Path[ServiceName], day: Path[date]
) -> BookableTimes:
    found = queries.free_times(_own(request, outlet), service, day, now=request.call.now)
    return BookableTimes(data=[BookableTime.of(one) for one in found])


@resource.changes(
    "/appointments",
    summary=gettext_noop("Book an appointment"),
    about=gettext_noop(
        "For a holder whom the issuer knows; he is told. A time that cannot be had is refused with "
        "the next free one among the facts: `next_at`."
    ),
    gives=Appointment,
    scope=Right.QUEUE_SERVE,
    status=201,
)
def book_appointment(request: ApiRequest, given: Book) -> Appointment:
    return Appointment.of(actions.book(**given.model_dump(), **request.call.traces))


@resource.changes(
    "/appointments/check-in",
    summary=gettext_noop("Check somebody in"),
    about=gettext_noop(
        "Who has come to his appointment is given a number in the queue: once, at its outlet, from "
        "an hour before until fifteen minutes after its time."
    ),
    gives=QueueNumber,
    scope=Right.QUEUE_SERVE,
)
def check_in(request: ApiRequest, given: Ticket) -> QueueNumber:
    return QueueNumber.of(actions.check_in(ticket=given.ticket, **request.call.traces))


@resource.reads(
    "/appointments/{appointment}",
    summary=gettext_noop("Get an appointment"),
    gives=Appointment,
    scope=Right.QUEUE_SERVE,
)
def get_appointment(request: ApiRequest, appointment: Path[AppointmentId]) -> Appointment:
    by, now = request.call.by, request.call.now
    return Appointment.of(queries.appointment(appointment, by=by, now=now))


@resource.changes(
    "/appointments/{appointment}/move",
    summary=gettext_noop("Move an appointment"),
    about=gettext_noop("To another time at the same outlet. Its ticket stays good."),
    gives=Appointment,
    scope=Right.QUEUE_SERVE,
)
def move_appointment(
    request: ApiRequest, appointment: Path[AppointmentId], given: Move
) -> Appointment:
    moved = actions.move_appointment(
        appointment=appointment, begins_at=given.begins_at, **request.call.traces
    )
    return Appointment.of(moved)


@resource.changes(
    "/appointments/{appointment}/cancel",
    summary=gettext_noop("Cancel an appointment"),
    gives=Appointment,
    scope=Right.QUEUE_SERVE,
)
def cancel_appointment(request: ApiRequest, appointment: Path[AppointmentId]) -> Appointment:
    cancelled = actions.cancel_appointment(appointment=appointment, **request.call.traces)
    return Appointment.of(cancelled)


def _own(request: ApiRequest, outlet: str) -> str:
    """An outlet of the issuer; that of another does not exist."""
    place = issuers.outlet(outlet)
    if place.issuer != request.call.by.issuer:
        raise UnknownOutlet(outlet=outlet)
    return place.id
