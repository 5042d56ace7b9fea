"""Questions others may ask about appointments and queues; answers are values."""

from yika.domain.outlets.queries.appointments import (
    appointment,
    appointments_of,
    appointments_on,
    coming,
)
from yika.domain.outlets.queries.offers import (
    bookable,
    calendar,
    calendars,
    find_offer,
    free_days,
    free_times,
    next_free,
    next_free_at,
    offers,
)
from yika.domain.outlets.queries.queue import (
    ahead_of,
    at_desk,
    queue,
    ticket,
    waiting,
    waiting_at,
)

__all__ = [
    "ahead_of",
    "appointment",
    "appointments_of",
    "appointments_on",
    "at_desk",
    "bookable",
    "calendar",
    "calendars",
    "coming",
    "find_offer",
    "free_days",
    "free_times",
    "next_free",
    "next_free_at",
    "offers",
    "queue",
    "ticket",
    "waiting",
    "waiting_at",
]
