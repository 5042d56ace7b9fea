"""Coming to the counter: check in with an appointment, or take a number without one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.directory import appointments
from yika.channels.common.headers import allow_camera
from yika.channels.common.visitors import asking, visitor
from yika.channels.kiosk.machine import screen
from yika.channels.kiosk.place import place
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.issuers import queries as issuers
from yika.domain.issuers.rules import GOES_OUT, Service
from yika.domain.machines.queries import MachineView
from yika.domain.outlets import actions, queries
from yika.domain.outlets.rules import UnknownTicket
from yika.kit.errors import gettext_noop

CHOICES_MAX = 5
"""One more may lead to the next ones; a screen never scrolls."""

ICONS = {
    Service.ACTIVATION: "wallet",
    Service.APPLICATION: "plus",
    Service.LOSS: "lock",
    Service.REPLACEMENT: "replace",
    Service.REAL_NAME: "user",
    Service.TOP_UP: "tap",
    Service.CLOSING: "receipt",
}
"""What stands beside a service; the words say it."""

TICKET = Ask(
    "ticket",
    AskKind.CODE,
    gettext_noop("Number of the appointment"),
    gettext_noop("It stands on the ticket, and in our message."),
    max_length=80,
)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def check_in(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """The code of the ticket held before the camera, or its number typed."""

    def save() -> HttpResponse:
        ticket = request.POST.get("ticket", "")
        number = actions.check_in(ticket=ticket, **asking(request, kiosk.actor()))
        return go("kiosk:number", number.id)

    return allow_camera(
        form_page(request, "kiosk/queue/check_in.html", [TICKET], save, more=place(kiosk))
    )


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def take_number(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """What for? The touch of a service gives the number."""

    def save() -> HttpResponse:
        service = request.POST.get("service", "")
        number = actions.take_number(service=service, **asking(request, kiosk.actor()))
        return go("kiosk:number", number.id)

    here = issuers.outlet(kiosk.outlet) if kiosk.outlet else None
    services = [one for one in here.services if one not in GOES_OUT] if here else []
    first = CHOICES_MAX if "more" in request.GET else 0
    rest = services[first:]
    shown = rest if len(rest) <= CHOICES_MAX + 1 else rest[:CHOICES_MAX]
    more = place(kiosk) | {
        "services": [
            (one.value, ICONS.get(one, "help"), appointments.service_words(one)) for one in shown
        ],
        "others": len(shown) < len(rest),
        "back": bool(first),
        "waiting": queries.waiting(here.id, now=visitor(request).now) if here else 0,
        "open": here.is_open(visitor(request).now) if here else False,
    }
    return form_page(request, "kiosk/queue/services.html", [], save, more=more)


@require_safe
@screen
def number(request: HttpRequest, kiosk: MachineView, ticket_id: str) -> HttpResponse:
    """The number, to remember or to print."""
    ticket = queries.ticket(ticket_id, by=kiosk.actor())
    if ticket.outlet != kiosk.outlet:
        raise UnknownTicket
    now, zone = visitor(request).now, issuers.outlet(ticket.outlet).zone
    due = appointments.wall(ticket.due_at, zone) if ticket.due_at else None
    context = place(kiosk) | {
        "ticket": ticket,
        "service": appointments.service_words(ticket.service),
        "due": f"{due:%H:%M}" if due else "",
        "taken": f"{appointments.wall(ticket.taken_at, zone):%Y-%m-%d %H:%M}",
        "ahead": queries.ahead_of(ticket, now=now),
        "short": True,
    }
    return render(request, "kiosk/queue/number.html", context)
