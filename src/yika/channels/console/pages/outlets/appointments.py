"""The appointments of a day at an outlet, and giving one up for its holder."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.directory import appointments as telling
from yika.channels.console import words
from yika.channels.console.desk import Desk, open_desk
from yika.channels.console.menu import RIGHTS
from yika.channels.console.sheets import Sheet, deed_page
from yika.channels.console.tables import Cell, Column, Filter, Listing, chosen_of, to
from yika.domain.issuers.queries import OutletView
from yika.domain.outlets import actions, queries
from yika.domain.outlets.rules import STATE_WORDS, AppointmentView, State
from yika.domain.staff.rules import Right

TONES = {
    State.BOOKED: "",
    State.CHECKED_IN: "good",
    State.SERVED: "quiet",
    State.MISSED: "warn",
    State.CANCELLED: "quiet",
}


@require_safe
def appointments(request: HttpRequest) -> HttpResponseBase:
    """Who comes when; without a choice today, and the outlet where one works."""
    desk = open_desk(request, *RIGHTS["appointments"])
    places = [one for one in desk.outlets.values() if one.closed_at is None]
    filters = (
        Filter("outlet", _("Outlet"), [(one.id, words.called(one.name)) for one in places]),
        Filter("day", _("Day"), kind="date"),
    )
    place = _place(desk, places, chosen_of(desk, filters)["outlet"])
    day = _day(desk, place, chosen_of(desk, filters)["day"])
    found = queries.appointments_on(day, outlet=place.id, by=desk.by, now=desk.now) if place else []
    lead = f"{words.called(place.name)} · {telling.day_words(day)}" if place else ""
    return Listing[AppointmentView](
        title=_("Appointments"),
        tab="appointments",
        columns=(
            Column(_("Time")),
            Column(_("Service")),
            Column(_("Number")),
            Column(_("State")),
            Column(_("To do")),
        ),
        fetch=lambda _limit, _behind: found,
        cells=lambda rows: [_row(desk, place, one) for one in rows],
        lead=lead,
        empty=_("Nobody has an appointment on this day."),
        filters=filters,
    ).answer(desk)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, appointment_id: str) -> HttpResponse:
    """The outlet cannot receive somebody after all; he is told."""
    desk = open_desk(request, Right.QUEUE_SERVE)
    view = queries.appointment(appointment_id, by=desk.by, now=desk.now)
    shown = telling.shown(view, desk.outlet(view.outlet))
    sheet = Sheet(
        title=_("Cancel the appointment"),
        tab="appointments",
        back=to("appointments", query={"outlet": view.outlet, "day": str(view.day)}),
        button=_("Cancel it"),
        lead=_("The person is told at once, and can book another time."),
        facts=[
            (_("Number"), view.number),
            (_("Service"), shown.service),
            (_("Outlet"), shown.place),
            (_("Time"), f"{shown.day} · {shown.time}"),
            (_("State"), shown.state),
        ],
        danger=True,
    )
    return deed_page(
        desk, sheet, lambda: actions.cancel_appointment(appointment=view.id, **desk.acting())
    )


def _row(desk: Desk, place: OutletView | None, view: AppointmentView) -> Sequence[Cell]:
    may = view.changeable and desk.may(Right.QUEUE_SERVE)
    return [
        Cell(telling.span(view.begins_at, view.ends_at, view.zone), under=_shut(place, view)),
        Cell(telling.service_words(view.service)),
        Cell(view.number),
        Cell(_(STATE_WORDS[view.state]), tone=TONES[view.state]),
        Cell(_("Cancel"), to("appointment-cancel", view.id)) if may else Cell(words.NOTHING),
    ]


def _shut(place: OutletView | None, view: AppointmentView) -> str:
    """Says that the hours have changed since it was booked, so that somebody tells its holder."""
    if place is None or not view.changeable or place.is_open(view.begins_at):
        return ""
    return _("The outlet is closed then")


def _place(desk: Desk, places: Sequence[OutletView], wanted: str) -> OutletView | None:
    known = {one.id: one for one in places}
    first = places[0] if places else None
    return known.get(wanted) or known.get(desk.by.outlet) or first


def _day(desk: Desk, place: OutletView | None, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return place.today(desk.now) if place else desk.now.date()
