"""Activating a card at the kiosk: find it, go through its steps, see that it worked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.art.pictures import shown
from yika.channels.common.asking import errands
from yika.channels.common.asking.campaigns import reminders
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.headers import allow_camera
from yika.channels.common.visitors import request_id, visitor
from yika.channels.kiosk.machine import (
    actor_of_visit,
    begin_visit,
    errand_of_visit,
    holder_of_visit,
    screen,
)
from yika.channels.kiosk.place import place
from yika.domain.cards import queries as cards
from yika.domain.errands import actions
from yika.domain.errands.queries import errand
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.machines.queries import MachineView
from yika.kit.errors import gettext_noop

CARD = Ask(
    "card",
    AskKind.NUMBER,
    gettext_noop("Card number"),
    gettext_noop("It stands on the front of the card."),
    max_length=200,
)
TICKET = Ask(
    "ticket",
    AskKind.CODE,
    gettext_noop("Code"),
    gettext_noop("The phone showed it where you chose to go on elsewhere."),
    max_length=80,
)
DONE = {"application": "kiosk:applied", "loss": "kiosk:loss-done"}
"""Where an errand of another kind than an activation ends."""


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def find(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """Which card? Typed, or the code on it held before the camera."""
    who = visitor(request)

    def save() -> HttpResponse:
        view = errands.begin(
            "activation",
            request.POST.get("card", ""),
            find=cards.find_card,
            address=who.address,
            by=kiosk.actor(),
            now=who.now,
            request_id=request_id(request),
        )
        return begin_visit(go("kiosk:visit"), kiosk, view.id)

    page = form_page(request, "kiosk/errand/find.html", [CARD], save, more=place(kiosk))
    return allow_camera(page)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def pick_up(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """Go on here with what was begun on the phone."""
    who = visitor(request)

    def save() -> HttpResponse:
        view = actions.pick_up(
            ticket=request.POST.get("ticket", ""),
            by=kiosk.actor(),
            now=who.now,
            request_id=request_id(request),
        )
        return begin_visit(go("kiosk:visit"), kiosk, view.id)

    return form_page(request, "kiosk/errand/pick_up.html", [TICKET], save, more=place(kiosk))


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def visit(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """One step after the other."""
    going_on = errand_of_visit(request, kiosk)
    if going_on is None:
        return go("kiosk:attract")
    if going_on.startswith("case:"):  # somebody only asked where something stands
        return go("kiosk:application")
    if going_on.startswith("names:"):  # he looks at what stands in his name
        return go("kiosk:names")
    if going_on.startswith("proof_"):  # a code was sent, and the errand begins with it
        return go("kiosk:loss-code")
    dress = errands.Dress(
        template="kiosk/errand/visit.html",
        done=lambda view: reverse(DONE.get(view.kind, "kiosk:done")),
        left=reverse("kiosk:end"),
        more=place(kiosk),
    )
    page = errands.page(request, going_on, by=actor_of_visit(request, kiosk), dress=dress)
    return begin_visit(page, kiosk, going_on, holder=holder_of_visit(request, kiosk))


@require_safe
@screen
def done(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """It worked."""
    going_on = errand_of_visit(request, kiosk)
    if going_on is None:
        return go("kiosk:attract")
    by = kiosk.actor()
    now = visitor(request).now
    view = errand(going_on, by=by, now=now)
    found = cards.card(view.card.id, by=by) if view.card else None
    whose = found.holder if found else None
    context = place(kiosk) | {
        "view": view,
        "card": shown(found, uid="card") if found else None,
        "reminders": reminders(whose, by=by, now=now)[:1] if whose else [],
        "short": True,
    }
    return render(request, "kiosk/errand/done.html", context)
