"""The rules of appointments and queues."""

from yika.domain.outlets.rules.appointments import STATE_WORDS, State
from yika.domain.outlets.rules.offers import Offer
from yika.domain.outlets.rules.queue import DESK_MAX, TURN_WORDS, Turn
from yika.domain.outlets.rules.refusals import (
    AlreadyCheckedIn,
    NobodyWaits,
    NotAtThisTime,
    UnknownAppointment,
    UnknownTicket,
)
from yika.domain.outlets.rules.tickets import NUMBER_MAX, PREFIX
from yika.domain.outlets.rules.times import FreeDay, FreeTime
from yika.domain.outlets.rules.views import AppointmentView, QueueView, TicketView

__all__ = [
    "DESK_MAX",
    "NUMBER_MAX",
    "PREFIX",
    "STATE_WORDS",
    "TURN_WORDS",
    "AlreadyCheckedIn",
    "AppointmentView",
    "FreeDay",
    "FreeTime",
    "NobodyWaits",
    "NotAtThisTime",
    "Offer",
    "QueueView",
    "State",
    "TicketView",
    "Turn",
    "UnknownAppointment",
    "UnknownTicket",
]
