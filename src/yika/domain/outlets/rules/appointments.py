"""What can become of an appointment, and when its ticket serves."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from yika.domain.outlets.rules import refusals
from yika.domain.vault.rules import Allowance
from yika.kit.errors import gettext_noop

OPEN_MAX: Final = 5
"""How many appointments one person may have ahead."""

BOOKINGS: Final = Allowance(free=20, window=timedelta(days=1))
"""How often a holder may book; each booking tells him by messages that cost money."""

WRONG_TICKETS: Final = Allowance(free=10, window=timedelta(minutes=10))
"""How many tickets that are none may be tried at one machine."""

CHECK_IN_FROM: Final = timedelta(hours=1)
KEPT_FOR: Final = timedelta(minutes=15)
"""How long an appointment waits for somebody who is late."""

REMIND_BEFORE: Final = (timedelta(days=1), timedelta(hours=2))
REMIND_AFTER: Final = timedelta(hours=1)
"""Who has booked only just now needs no reminder."""


class State(StrEnum):
    BOOKED = "booked"
    CHECKED_IN = "checked-in"
    SERVED = "served"
    MISSED = "missed"
    CANCELLED = "cancelled"


STATE_WORDS: Final[Mapping[State, str]] = {
    State.BOOKED: gettext_noop("Booked"),
    State.CHECKED_IN: gettext_noop("Checked in"),
    State.SERVED: gettext_noop("Served"),
    State.MISSED: gettext_noop("Missed"),
    State.CANCELLED: gettext_noop("Cancelled"),
}

TAKES_PLACE: Final = frozenset({State.BOOKED, State.CHECKED_IN, State.SERVED})
"""The states in which nobody else can have the place."""


def kept_until(begins_at: datetime) -> datetime:
    """From when on an appointment is missed."""
    return begins_at + KEPT_FOR


def state_at(state: State, begins_at: datetime, now: datetime) -> State:
    """The true state: what is over is missed, also before the worker has written it down."""
    over = state is State.BOOKED and now >= kept_until(begins_at)
    return State.MISSED if over else state


def check_open(state: State, begins_at: datetime, now: datetime) -> None:
    """Refuse to move or cancel what has begun, was missed, or was cancelled."""
    if state is not State.BOOKED or now >= begins_at:
        raise refusals.AppointmentOver


def check_arrival(
    state: State, *, day: date, today: date, begins_at: datetime, zone: str, now: datetime
) -> None:
    """Refuse a ticket that was cancelled or used, of another day, too early or too late.

    `day` and `today` are days of the outlet's calendar.
    """
    if state in {State.CANCELLED, State.SERVED}:
        raise refusals.AppointmentOver
    opens = begins_at - CHECK_IN_FROM
    if state is State.BOOKED and opens <= now < kept_until(begins_at):
        return  # also shortly before midnight, where the day of the appointment has not begun
    if day != today:
        raise refusals.OtherDay(day=day.isoformat())
    if now >= opens:
        raise refusals.TooLate
    raise refusals.TooEarly(begins=f"{opens.astimezone(ZoneInfo(zone)):%H:%M}")


def remind_at(begins_at: datetime, *, booked_at: datetime) -> datetime | None:
    """When to remind; None where it was booked so late that nobody has forgotten it."""
    moments = (begins_at - before for before in REMIND_BEFORE)
    return next((moment for moment in moments if moment >= booked_at + REMIND_AFTER), None)
