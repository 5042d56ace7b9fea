"""How appointments, their times and the queue look to programs."""

from datetime import date
from typing import Annotated

from pydantic import Field

from yika.channels.api.terms.shapes import (
    AppointmentId,
    HolderId,
    Moment,
    OutletId,
    Shape,
    TicketId,
    one_of,
)
from yika.domain.issuers.rules import Service
from yika.domain.outlets.rules import (
    AppointmentView,
    FreeDay,
    FreeTime,
    Offer,
    State,
    TicketView,
    Turn,
)

ServiceName = Annotated[Service, one_of(Service)]


class OfferedService(Shape):
    """A service by appointment: `places` people are received at a time, each for `minutes`.

    It is booked at most `days_ahead`, and at least `notice_minutes` before it begins.
    """

    service: ServiceName
    minutes: int
    places: int
    bookable: bool
    days_ahead: int
    notice_minutes: int

    @classmethod
    def of(cls, offer: Offer) -> "OfferedService":
        return cls(
            service=offer.service,
            minutes=offer.minutes,
            places=offer.places,
            bookable=offer.bookable,
            days_ahead=offer.days_ahead,
            notice_minutes=offer.notice,
        )


class OfferedServices(Shape):
    data: list[OfferedService]


class BookableDay(Shape):
    """A day of the outlet's calendar; an evening that ends after midnight belongs to it whole."""

    day: date
    free_times: int

    @classmethod
    def of(cls, free: FreeDay) -> "BookableDay":
        return cls(day=free.day, free_times=free.times)


class BookableDays(Shape):
    data: list[BookableDay]


class BookableTime(Shape):
    begins_at: Moment
    ends_at: Moment
    places_left: int

    @classmethod
    def of(cls, free: FreeTime) -> "BookableTime":
        return cls(begins_at=free.begins_at, ends_at=free.ends_at, places_left=free.left)


class BookableTimes(Shape):
    data: list[BookableTime]


class QueueNumber(Shape):
    """A number in the queue of a day. `ahead` people are called before it."""

    id: TicketId
    number: Annotated[str, Field(examples=["C012"])]
    outlet: OutletId
    day: date
    service: ServiceName
    state: Annotated[Turn, one_of(Turn)]
    appointment: AppointmentId | None
    ahead: int
    desk: str

    @classmethod
    def of(cls, ticket: TicketView) -> "QueueNumber":
        return cls(
            id=ticket.id,
            number=ticket.number,
            outlet=ticket.outlet,
            day=ticket.day,
            service=ticket.service,
            state=ticket.state,
            appointment=ticket.appointment or None,
            ahead=ticket.ahead,
            desk=ticket.desk,
        )


class Appointment(Shape):
    """`qr_text` is what the QR code of the ticket holds; who brings it is checked in."""

    id: AppointmentId
    number: Annotated[str, Field(examples=["K7F3-2Q9M"])]
    outlet: OutletId
    service: ServiceName
    holder: HolderId
    day: date
    begins_at: Moment
    ends_at: Moment
    time_zone: str
    state: Annotated[State, one_of(State)]
    moves: int
    changeable: bool
    qr_text: str
    queue: QueueNumber | None

    @classmethod
    def of(cls, view: AppointmentView) -> "Appointment":
        return cls(
            id=view.id,
            number=view.number,
            outlet=view.outlet,
            service=view.service,
            holder=view.holder,
            day=view.day,
            begins_at=view.begins_at,
            ends_at=view.ends_at,
            time_zone=view.zone,
            state=view.state,
            moves=view.moves,
            changeable=view.changeable,
            qr_text=view.payload,
            queue=QueueNumber.of(view.ticket) if view.ticket else None,
        )
