"""What is said when a time cannot be had, a ticket does not serve, or nobody waits."""

from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from yika.kit.errors import Conflict, NotFound, Refusal, gettext_noop


class UnknownAppointment(NotFound):
    code = "appointment.unknown"
    wording = gettext_noop("There is no such appointment here. Check the number on the ticket.")


class UnknownTicket(NotFound):
    code = "queue.unknown_ticket"
    wording = gettext_noop("There is no such number in today's queue.")


class NotOffered(Refusal):
    code = "appointment.not_offered"
    wording = gettext_noop(
        "This outlet takes no appointments for this service. Choose another outlet, or come "
        "without one and take a number."
    )


class NotServed(Refusal):
    code = "queue.not_served"
    wording = gettext_noop("This outlet does not offer this service.")


class RequestReused(Conflict):
    code = "appointment.request_reused"
    wording = gettext_noop("This request id was already used for something else. Use a new one.")


class NotAtThisTime(Exception):
    """Stands before a refusal of a time: whoever is refused is told the next one that is free.

    `next` is by the clock on the wall of the outlet, `next_at` the same moment for programs;
    both are empty when nothing is free, and then the words say what to do instead.
    """

    none_free = gettext_noop(
        "This time cannot be booked, and no other is free. Come without an appointment and take "
        "a number, or choose another outlet."
    )

    wording: ClassVar[str]

    def __init__(self, *, next_at: datetime | None, zone: str) -> None:
        self.next_at = next_at
        if next_at is None:
            # Words of its own on this one refusal: a class for each would have to share a code.
            self.wording = self.none_free  # type: ignore[misc]
        # The refusal that this stands before takes facts.
        super().__init__(**_told(next_at, zone))


def _told(next_at: datetime | None, zone: str) -> dict[str, str]:
    there = next_at.astimezone(ZoneInfo(zone)) if next_at else None
    return {
        "next": f"{there:%Y-%m-%d %H:%M}" if there else "",
        "next_at": next_at.isoformat() if next_at else "",
    }


class FullyBooked(NotAtThisTime, Conflict):
    code = "appointment.fully_booked"
    wording = gettext_noop("This time is fully booked. The next free time is {next}.")


class ClosedThen(NotAtThisTime, Refusal):
    code = "appointment.closed_then"
    wording = gettext_noop(
        "No appointment begins at this time, or the outlet is closed. The next free time is {next}."
    )


class TooSoon(NotAtThisTime, Refusal):
    code = "appointment.too_soon"
    wording = gettext_noop("It is too late to book this time. The next free time is {next}.")


class TooFarAhead(NotAtThisTime, Refusal):
    code = "appointment.too_far_ahead"
    wording = gettext_noop("This day cannot be booked yet. The next free time is {next}.")


class AtTheSameTime(Conflict):
    code = "appointment.at_the_same_time"
    wording = gettext_noop("There is another appointment at this time already: {number}.")


class TooManyAppointments(Refusal):
    code = "appointment.too_many"
    wording = gettext_noop(
        "There are {many} appointments already. Cancel one of them before you book another."
    )


class AppointmentOver(Conflict):
    code = "appointment.over"
    wording = gettext_noop("This appointment cannot be changed any more.")


class AlreadyCheckedIn(Conflict):
    code = "appointment.already_checked_in"
    wording = gettext_noop("You are checked in already. Your number is {ticket}.")


class OtherDay(Refusal):
    code = "appointment.other_day"
    wording = gettext_noop("This appointment is on another day: {day}.")


class TooEarly(Refusal):
    code = "appointment.too_early"
    wording = gettext_noop("It is too early for this appointment. Check in from {begins} on.")


class TooLate(Refusal):
    code = "appointment.too_late"
    wording = gettext_noop(
        "The time of this appointment is over. Take a number, or book another time."
    )


class ElsewhereBooked(Refusal):
    code = "appointment.elsewhere"
    wording = gettext_noop("This appointment is at another outlet: {outlet}.")


class NoOutlet(Refusal):
    code = "queue.no_outlet"
    wording = gettext_noop("Say at which outlet. This machine or program stands at none.")


class ClosedNow(Refusal):
    code = "queue.closed"
    wording = gettext_noop("The outlet is closed now. Numbers are given out while it is open.")


class QueueFull(Refusal):
    code = "queue.full"
    wording = gettext_noop("All numbers of today are given out. Book an appointment instead.")


class NobodyWaits(Refusal):
    code = "queue.nobody_waits"
    wording = gettext_noop("Nobody is waiting.")


class TurnOver(Conflict):
    code = "queue.turn_over"
    wording = gettext_noop("This number is not at a desk. Somebody has ended its turn already.")
