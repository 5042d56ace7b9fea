"""Appointments as every face shows them: in the reader's words, by the clock of the outlet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import segno
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yika.channels.common import words
from yika.domain.issuers import queries as issuers
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import SERVICE_WORDS, Service
from yika.domain.outlets.rules import STATE_WORDS, AppointmentView, FreeTime, State
from yika.kit.errors import Fault, Invalid, gettext_noop

DRESS = {
    State.BOOKED: "",
    State.CHECKED_IN: "",
    State.SERVED: "quiet",
    State.MISSED: "warn",
    State.CANCELLED: "quiet",
}
MOMENT = "%Y%m%dT%H%M%SZ"
MOMENT_EXPECTED = gettext_noop("This is no time that can be booked. Choose one from the list.")


@dataclass(frozen=True, slots=True)
class Shown:
    """One appointment, ready to be read."""

    view: AppointmentView
    service: str
    place: str
    address: str
    day: str
    time: str
    state: str
    dress: str


@dataclass(frozen=True, slots=True)
class Time:
    """A free time: as it reads, and as it stands in an address."""

    free: FreeTime
    text: str
    key: str


def shown(view: AppointmentView, place: OutletView | None = None) -> Shown:
    """An appointment in the reader's language."""
    place = place or issuers.outlet(view.outlet)
    language = get_language() or ""
    return Shown(
        view=view,
        service=service_words(view.service),
        place=words.in_language(place.name, language),
        address=words.in_language(place.address, language),
        day=day_words(wall(view.begins_at, place.zone).date()),
        time=span(view.begins_at, view.ends_at, place.zone),
        state=_(STATE_WORDS[view.state]),
        dress=DRESS[view.state],
    )


def shown_all(views: Iterable[AppointmentView]) -> list[Shown]:
    """The same for several; each outlet is looked up once."""
    views = list(views)
    places = {outlet: issuers.outlet(outlet) for outlet in {one.outlet for one in views}}
    return [shown(one, places[one.outlet]) for one in views]


def service_words(service: Service) -> str:
    return _(SERVICE_WORDS[service])


def day_words(day: date) -> str:
    """Monday, 23 November."""
    weekday, month = date_format(day, "l"), date_format(day, "MONTH_DAY_FORMAT")
    return _("{weekday}, {day}").format(weekday=weekday, day=month)


def wall(moment: datetime, zone: str) -> datetime:
    """What the clock of a zone shows."""
    return moment.astimezone(ZoneInfo(zone))


def span(begins: datetime, ends: datetime, zone: str) -> str:
    """08:30–09:00."""
    return f"{wall(begins, zone):%H:%M}–{wall(ends, zone):%H:%M}"


def time(free: FreeTime, zone: str) -> Time:
    return Time(free, f"{wall(free.begins_at, zone):%H:%M}", key(free.begins_at))


def key(moment: datetime) -> str:
    """A moment as it stands in an address."""
    return moment.astimezone(UTC).strftime(MOMENT)


def read_moment(text: str) -> datetime:
    """The moment behind an address; Invalid for anything else that somebody put there."""
    try:
        return datetime.strptime(text, MOMENT).replace(tzinfo=UTC)
    except ValueError:
        raise Invalid([Fault("time", "", MOMENT_EXPECTED)]) from None


def find_service(text: str) -> Service | None:
    return Service(text) if text in set(Service) else None


def drawn(payload: str) -> SafeString:
    """The QR code of a ticket as SVG, to stand inside the page."""
    code = segno.make(payload, error="m").svg_inline(
        scale=5, border=3, light="#fff", dark="#15211d"
    )
    return mark_safe(code)  # noqa: S308  drawn from squares
