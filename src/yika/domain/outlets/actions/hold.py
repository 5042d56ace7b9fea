"""Locks what is booked, moved, checked in or called."""

from datetime import date
from uuid import UUID

from yika.domain.issuers import queries as issuers
from yika.domain.issuers.queries import OutletView
from yika.domain.outlets.models import Appointment, Offer, QueueDay, QueueTicket
from yika.domain.outlets.rules import UnknownAppointment, UnknownTicket


def hold_offer(place: OutletView, service: str) -> Offer | None:
    """The offer, held until the transaction ends: whoever has it books alone."""
    rows = Offer.objects.select_for_update()
    return rows.filter(outlet=issuers.read_outlet(place.id), service=service).first()


def hold_appointment(key: UUID) -> Appointment:
    """The row, held until the transaction ends; UnknownAppointment when there is none."""
    row = Appointment.objects.select_for_update().filter(pk=key).first()
    if row is None:
        raise UnknownAppointment
    return row


def hold_queue(place: OutletView, day: date) -> QueueDay:
    """The queue of a day, held until the transaction ends; begun where there is none."""
    key = issuers.read_outlet(place.id)
    QueueDay.objects.get_or_create(outlet=key, day=day)
    return QueueDay.objects.select_for_update().get(outlet=key, day=day)


def hold_ticket(key: UUID) -> QueueTicket:
    """A number with its appointment; held until the transaction ends."""
    row = QueueTicket.objects.select_for_update().filter(pk=key).first()
    if row is None:
        raise UnknownTicket
    return row
