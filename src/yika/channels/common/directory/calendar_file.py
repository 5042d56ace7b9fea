"""Writes an appointment as a calendar file (RFC 5545), for the calendar of a phone."""

from datetime import UTC, datetime

from django.utils.translation import gettext as _

from yika.channels.common.directory.appointments import Shown
from yika.domain.outlets.rules import State

LINE_MAX = 75  # octets; RFC 5545, 3.1
STAMP = "%Y%m%dT%H%M%SZ"


def calendar_file(shown: Shown, *, host: str, now: datetime) -> str:
    """One event. A moved one has a higher sequence, so that it takes the place of the old one."""
    view = shown.view
    gone = view.state is State.CANCELLED
    what = _("{service}, {place}").format(service=shown.service, place=shown.place)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Yika//Appointments//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{view.id}@{host}",
        f"DTSTAMP:{_stamp(now)}",
        f"SEQUENCE:{view.moves + gone}",
        f"DTSTART:{_stamp(view.begins_at)}",
        f"DTEND:{_stamp(view.ends_at)}",
        f"SUMMARY:{_text(what)}",
        f"LOCATION:{_text(shown.address)}",
        f"DESCRIPTION:{_text(_('Appointment number {number}').format(number=view.number))}",
        f"STATUS:{'CANCELLED' if gone else 'CONFIRMED'}",
        *("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT1H", f"DESCRIPTION:{_text(what)}"),
        *("END:VALARM", "END:VEVENT", "END:VCALENDAR"),
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(STAMP)


def _text(text: str) -> str:
    """A value in which nothing ends the line or the property (3.3.11)."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


def _folded(line: str) -> str:
    """The line in pieces that are short enough, cut between letters, never inside of one."""
    pieces: list[str] = []
    piece = ""
    for letter in line:
        if len(f"{piece}{letter}".encode()) > LINE_MAX - bool(pieces):
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])
