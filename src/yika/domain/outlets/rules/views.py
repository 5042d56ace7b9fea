"""Appointments and queues as values, for who may know of them."""

from dataclasses import dataclass, field
from datetime import date, datetime

from yika.domain.issuers.rules import Service
from yika.domain.outlets.rules.appointments import State
from yika.domain.outlets.rules.queue import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketView:
    """A number in the queue of a day. `due_at` is the time of the appointment, if there is one."""

    id: str
    number: str
    outlet: str
    issuer: str
    day: date
    service: Service
    state: Turn
    holder: str
    appointment: str
    due_at: datetime | None
    taken_at: datetime
    called_at: datetime | None
    called_by: str
    desk: str
    ahead: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentView:
    """An appointment as it stands now. Only its holder is given what its QR code holds."""

    id: str
    number: str
    outlet: str
    issuer: str
    service: Service
    holder: str
    day: date
    begins_at: datetime
    ends_at: datetime
    zone: str
    state: State
    moves: int
    booked_at: datetime
    changeable: bool
    ticket: TicketView | None
    payload: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView:
    """The queue of an outlet today: who is at a desk, and who waits, the next one first."""

    outlet: str
    day: date
    called: tuple[TicketView, ...]
    waiting: tuple[TicketView, ...]
