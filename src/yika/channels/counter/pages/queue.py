"""The queue at the desk: who is next, who has come to an appointment, and booking the next one."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yika.channels.common.asking.posting import go
from yika.channels.common.directory import appointments
from yika.channels.common.visitors import MACHINE_COOKIE, visitor
from yika.channels.counter import operations, screen
from yika.channels.counter.desk import acting, clerk, empty, with_person
from yika.channels.counter.sheet import Given, Sheet, done, sheet_page
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.issuers import queries as issuers
from yika.domain.machines.queries import machine_of
from yika.domain.outlets import actions, queries
from yika.domain.outlets.rules import (
    DESK_MAX,
    STATE_WORDS,
    AppointmentView,
    FreeTime,
    TicketView,
)
from yika.domain.outlets.rules.refusals import NoOutlet, NotOffered
from yika.domain.outlets.rules.times import Calendar
from yika.domain.staff.rules import Right
from yika.kit.actor import check_may
from yika.kit.errors import gettext_noop

SHOWN = 12
DAYS_OFFERED = 3
TIMES_A_DAY = 2
TICKET = Ask(
    "ticket",
    AskKind.CODE,
    gettext_noop("Number of the appointment"),
    gettext_noop("Or scan the code of the ticket, at any time."),
    max_length=80,
)
TIME = gettext_noop("When?")


def line_up(request: HttpRequest) -> dict[str, Any]:
    """What the desk shows of the queue, for who serves it at an outlet."""
    by, now = clerk(request), visitor(request).now
    if not by.outlet or not by.may(Right.QUEUE_SERVE, by.issuer):
        return {}
    place = issuers.outlet(by.outlet)
    found = queries.queue(by=by, now=now)
    mine = next((one for one in found.called if one.called_by == by.id), None)
    return {
        "queue": found,
        "mine": _turn(mine, place.zone) if mine else None,
        "waiting": [_turn(one, place.zone) for one in found.waiting[:SHOWN]],
        "others": [_turn(one, place.zone) for one in found.called if one is not mine],
        "zone": place.zone,
    }


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Everybody who waits, who is at which desk, and the appointments of the day."""
    desk, now = empty(request), visitor(request).now
    check_may(desk.by, Right.QUEUE_SERVE, desk.by.issuer)
    if not desk.by.outlet:
        raise NoOutlet
    seen = line_up(request)
    today = queries.appointments_on(seen["queue"].day, by=desk.by, now=now)
    context = screen.context(
        request,
        desk,
        doing=operations.QUEUE,
        today=[_line(one) for one in today],
        **seen,
    )
    return render(request, "counter/outlet/queue.html", context)


@require_POST
def call_next(request: HttpRequest) -> HttpResponse:
    """Whoever is next comes to this desk; who was here has been served."""
    actions.call_next(desk=_desk(request), **acting(request))
    return go("counter:queue")


@require_POST
def end_turn(request: HttpRequest, ticket_id: str) -> HttpResponse:
    """Served, or not there when called."""
    came = request.POST.get("how") != "gone"
    actions.end_turn(ticket=ticket_id, came=came, **acting(request))
    return go("counter:queue")


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest) -> HttpResponse:
    """Somebody has come to his appointment and stands here instead of at the kiosk."""

    def act(given: Given) -> HttpResponse:
        actions.check_in(ticket=given.get("ticket", ""), **acting(request))
        return go("counter:queue")

    return sheet_page(request, empty(request), Sheet(operations.CHECK_IN, asks=[TICKET], act=act))


@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, holder: str) -> HttpResponse:
    """Another time for who stands here: one of the next that are free at this outlet."""
    desk = with_person(request, holder)
    check_may(desk.by, Right.QUEUE_SERVE, desk.by.issuer)
    choices = _choices(request)
    if not choices:
        raise NotOffered

    def line(given: Given) -> str:
        assert desk.person
        return _("Book for {person}: {time}. The person is told.").format(
            person=desk.person.masked_name, time=choices.get(given.get("time", ""), "")
        )

    def act(given: Given) -> HttpResponse:
        service, _space, moment = given.get("time", "").partition(" ")
        actions.book(
            outlet=desk.by.outlet,
            service=service,
            begins_at=appointments.read_moment(moment),
            holder=holder,
            **acting(request),
        )
        return done(desk, operations.BOOK)

    offered = tuple(Choice(value, words, literal=True) for value, words in choices.items())
    ask = Ask("time", AskKind.CHOICE, TIME, choices=offered)
    return sheet_page(request, desk, Sheet(operations.BOOK, asks=[ask], line=line, act=act))


def _choices(request: HttpRequest) -> dict[str, str]:
    """The next free times of this outlet in words, by what the form sends; a few of each day."""
    by, now = clerk(request), visitor(request).now
    if not by.outlet:
        raise NoOutlet
    found = {}
    for calendar in queries.calendars(issuers.outlet(by.outlet), now=now):
        service = calendar.offer.service
        days = [day for day in calendar.days() if calendar.free_on(day)]
        for free in (one for day in days[:DAYS_OFFERED] for one in _first(calendar, day)):
            time = appointments.time(free, calendar.zone)
            words = appointments.service_words(service), appointments.day_words(free.day), time.text
            found[f"{service.value} {time.key}"] = " · ".join(words)
    return found


def _first(calendar: Calendar, day: date) -> list[FreeTime]:
    return calendar.free_on(day)[:TIMES_A_DAY]


def _desk(request: HttpRequest) -> str:
    """What this desk is called out as: the name of the machine that stands on it."""
    token = request.COOKIES.get(MACHINE_COOKIE, "")
    found = machine_of(token, now=visitor(request).now) if token else None
    return found.name[:DESK_MAX].strip() if found else ""


def _turn(ticket: TicketView, zone: str) -> dict[str, Any]:
    due = ticket.due_at and appointments.wall(ticket.due_at, zone)
    return {
        "ticket": ticket,
        "service": appointments.service_words(ticket.service),
        "due": f"{due:%H:%M}" if due else "",
        "since": f"{appointments.wall(ticket.taken_at, zone):%H:%M}",
    }


def _line(view: AppointmentView) -> dict[str, Any]:
    return {
        "view": view,
        "time": appointments.span(view.begins_at, view.ends_at, view.zone),
        "service": appointments.service_words(view.service),
        "state": _(STATE_WORDS[view.state]),
        "dress": appointments.DRESS[view.state],
    }
