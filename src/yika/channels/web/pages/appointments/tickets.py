"""The holder's appointments: the list, a ticket with its code, moving it, giving it up."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.directory import appointments
from yika.channels.common.directory.calendar_file import calendar_file
from yika.channels.common.visitors import Visitor, asking, visitor
from yika.channels.web.pages.appointments.booking import code_of, last_look, minutes
from yika.channels.web.pages.appointments.times import times
from yika.domain.issuers import queries as issuers
from yika.domain.outlets import actions, queries
from yika.domain.outlets.rules import AppointmentView, State
from yika.kit.errors import Invalid, Refusal, gettext_noop

AHEAD = frozenset({State.BOOKED, State.CHECKED_IN})


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What is still to come, and below it what was."""
    who = visitor(request)
    found = queries.appointments_of(who.own.id, by=who.as_holder(), now=who.now)
    shown = appointments.shown_all(found)
    context = {
        "tab": "me",
        "coming": [one for one in reversed(shown) if one.view.state in AHEAD],
        "past": [one for one in shown if one.view.state not in AHEAD],
    }
    return render(request, "web/appointments/mine.html", context)


@require_safe
def ticket(request: HttpRequest, appointment_id: str) -> HttpResponse:
    """The ticket: when, where, and the code to check in with; once there, the number."""
    view = _own(visitor(request), appointment_id)
    number = view.ticket
    waits = view.state is State.CHECKED_IN and number is not None
    context = {
        "tab": "me",
        "one": appointments.shown(view),
        "code": appointments.drawn(view.payload) if view.state is State.BOOKED else "",
        "number": number if waits else None,
        "ahead": queries.ahead_of(number, now=visitor(request).now) if waits and number else 0,
    }
    return render(request, "web/appointments/ticket.html", context)


@require_safe
def calendar(request: HttpRequest, appointment_id: str) -> HttpResponse:
    """The appointment for the calendar of a phone."""
    who = visitor(request)
    shown = appointments.shown(_own(who, appointment_id))
    text = calendar_file(shown, host=request.get_host().partition(":")[0], now=who.now)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    name = f"appointment-{shown.view.number}.ics"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def move(request: HttpRequest, appointment_id: str) -> HttpResponse:
    """To when?"""
    who = visitor(request)
    view = _own(who, appointment_id)
    found = queries.calendar(view.outlet, view.service, now=who.now)
    shown = appointments.shown(view)
    context = _about(shown) | times(request, found, partial(_address, view))
    return render(request, "web/appointments/time.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def move_to(request: HttpRequest, appointment_id: str, moment: str) -> HttpResponse:
    """Is it right so? Posted, it is moved; where it cannot be, it stays as it was."""
    who = visitor(request)
    view, begins_at = _own(who, appointment_id), appointments.read_moment(moment)
    place = issuers.outlet(view.outlet)
    trouble: Refusal | Invalid | None = None
    if request.method == "POST":
        try:
            actions.move_appointment(
                appointment=view.id, begins_at=begins_at, **asking(request, who.as_holder())
            )
            return go("web:appointment", view.id)
        except (Refusal, Invalid) as refused:
            trouble = refused
    look = last_look(begins_at, place, trouble, partial(_address, view))
    context = (
        _about(appointments.shown(view, place))
        | look
        | {
            "minutes": minutes(place, view.service),
            "back": reverse("web:appointment-move", args=[view.id]),
        }
    )
    return render(request, "web/appointments/check.html", context, status=code_of(trouble))


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, appointment_id: str) -> HttpResponse:
    """Give it up, so that somebody else can have the time."""
    who = visitor(request)
    view = _own(who, appointment_id)

    def save() -> HttpResponse:
        actions.cancel_appointment(appointment=view.id, **asking(request, who.as_holder()))
        return go("web:appointment", view.id)

    more = {"tab": "me", "one": appointments.shown(view)}
    title = gettext_noop("Cancel the appointment?")
    return form_page(request, "web/appointments/cancel.html", [], save, title=title, more=more)


def _own(who: Visitor, appointment_id: str) -> AppointmentView:
    return queries.appointment(appointment_id, by=who.as_holder(), now=who.now)


def _address(view: AppointmentView, key: str) -> str:
    return reverse("web:appointment-move-to", args=[view.id, key])


def _about(shown: appointments.Shown) -> dict[str, object]:
    return {
        "tab": "me",
        "moving": shown,
        "service": shown.service,
        "place": shown.place,
        "where": shown.address,
        "back": reverse("web:appointment", args=[shown.view.id]),
    }
