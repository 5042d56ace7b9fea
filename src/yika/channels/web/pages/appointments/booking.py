"""Booking an appointment: what for, where, when, and a last look. Only the last needs a sign-in."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common import words
from yika.channels.common.asking.posting import go
from yika.channels.common.directory import appointments
from yika.channels.common.directory.outlets import Place, places
from yika.channels.common.headers import allow_location
from yika.channels.common.refusals import REFUSED, status, told
from yika.channels.common.visitors import asking, visitor
from yika.channels.web.pages.appointments.times import times
from yika.domain.issuers import queries as issuers
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import Service
from yika.domain.outlets import actions, queries
from yika.domain.outlets.rules import FreeTime, NotAtThisTime
from yika.domain.outlets.rules.refusals import NotOffered
from yika.kit import ids
from yika.kit.errors import Invalid, Refusal

SHOWN_MAX = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """An outlet to choose, with the next time that is free there."""

    place: Place
    address: str
    day: str
    time: str


@require_safe
def service(request: HttpRequest) -> HttpResponse:
    """What for? Over all outlets, or at the one that the address names."""
    outlet = request.GET.get("outlet", "")
    found = [issuers.outlet(outlet)] if outlet else issuers.directory()
    offered = {offer.service for some in queries.bookable(found).values() for offer in some}
    context = {
        "tab": "me",
        "outlet": words.in_language(found[0].name, get_language() or "") if outlet else "",
        "services": [
            (appointments.service_words(one), _where(one, outlet))
            for one in Service
            if one in offered
        ],
    }
    return render(request, "web/appointments/service.html", context)


@require_safe
def outlet(request: HttpRequest, service: str) -> HttpResponse:
    """Where? Each with the next time that is free; how far, only the browser works out."""
    who, wanted = visitor(request), _service(service)
    found = issuers.directory(service=wanted)
    free = queries.next_free_at(found, wanted, now=who.now)
    offering = [one for one in found if one.id in free][:SHOWN_MAX]
    context = {
        "tab": "me",
        "service": appointments.service_words(wanted),
        "choices": [
            _choice(place, wanted, free[place.outlet.id]) for place in places(offering, now=who.now)
        ],
    }
    return allow_location(render(request, "web/appointments/outlet.html", context))


@require_safe
def time(request: HttpRequest, service: str, outlet_id: str) -> HttpResponse:
    """When? Two weeks of days, and the times of one of them."""
    wanted, place = _service(service), issuers.outlet(outlet_id)
    calendar = queries.calendar(place.id, wanted, now=visitor(request).now)
    address = partial(_address, wanted, place)
    context = (
        _about(wanted, place)
        | times(request, calendar, address)
        | {"back": reverse("web:appointment-outlet", args=[wanted.value])}
    )
    return render(request, "web/appointments/time.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, service: str, outlet_id: str, moment: str) -> HttpResponse:
    """Is it right so? Posted, it is booked; what cannot be had comes with what can."""
    who, wanted, place = visitor(request), _service(service), issuers.outlet(outlet_id)
    by, begins_at = who.as_holder(), appointments.read_moment(moment)
    trouble: Refusal | Invalid | None = None
    try:
        if request.method == "POST":
            view = actions.book(
                outlet=place.id, service=wanted, begins_at=begins_at, **asking(request, by)
            )
            return go("web:appointment", view.id)
        queries.calendar(place.id, wanted, now=who.now).check(begins_at)
    except (Refusal, Invalid) as refused:
        trouble = refused
    address = partial(_address, wanted, place)
    context = (
        _about(wanted, place)
        | last_look(begins_at, place, trouble, address)
        | {
            "minutes": minutes(place, wanted),
            "back": reverse("web:appointment-time", args=[wanted.value, place.id]),
        }
    )
    return render(request, "web/appointments/check.html", context, status=code_of(trouble))


def last_look(
    begins_at: datetime,
    place: OutletView,
    trouble: Refusal | Invalid | None,
    address: partial[str],
) -> dict[str, object]:
    """The time in words; where it cannot be had, what is wrong and what can be had instead."""
    following = trouble.next_at if isinstance(trouble, NotAtThisTime) else None
    return {
        "day": appointments.day_words(appointments.wall(begins_at, place.zone).date()),
        "time": f"{appointments.wall(begins_at, place.zone):%H:%M}",
        "trouble": told(trouble) if trouble else [],
        "troubled": trouble is not None,
        "instead": address(appointments.key(following)) if following else "",
        "request_id": ids.new_id(),
    }


def code_of(trouble: Refusal | Invalid | None) -> int:
    """The HTTP status of a page that shows this trouble."""
    if trouble is None:
        return 200
    return status(trouble) if isinstance(trouble, Refusal) else REFUSED


def minutes(place: OutletView, service: Service) -> int:
    """How long it takes."""
    offer = queries.find_offer(place.id, service)
    return offer.minutes if offer else 0


def _service(text: str) -> Service:
    """The service of an address; what is none is offered nowhere."""
    found = appointments.find_service(text)
    if found is None:
        raise NotOffered
    return found


def _about(service: Service, place: OutletView) -> dict[str, object]:
    language = get_language() or ""
    return {
        "tab": "me",
        "service": appointments.service_words(service),
        "place": words.in_language(place.name, language),
        "where": words.in_language(place.address, language),
    }


def _where(service: Service, outlet: str) -> str:
    if outlet:
        return reverse("web:appointment-time", args=[service.value, outlet])
    return reverse("web:appointment-outlet", args=[service.value])


def _address(service: Service, place: OutletView, key: str) -> str:
    return reverse("web:appointment-check", args=[service.value, place.id, key])


def _choice(place: Place, service: Service, free: FreeTime | None) -> Choice:
    zone, begins = place.outlet.zone, free.begins_at if free else None
    return Choice(
        place=place,
        address=reverse("web:appointment-time", args=[service.value, place.outlet.id]),
        day=appointments.day_words(appointments.wall(begins, zone).date()) if begins else "",
        time=f"{appointments.wall(begins, zone):%H:%M}" if begins else "",
    )
