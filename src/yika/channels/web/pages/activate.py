"""Activating a card: find it by its number or the code on it, then go through its steps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yika.channels.common.art.pictures import shown
from yika.channels.common.asking import errands
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.headers import allow_camera
from yika.channels.common.visitors import request_id, visitor
from yika.domain.cards import queries as cards
from yika.domain.errands import actions
from yika.domain.errands.queries import errand as find_errand
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.kit.errors import gettext_noop

CARD = Ask(
    "card",
    AskKind.TEXT,
    gettext_noop("Card number"),
    gettext_noop("It stands on the front of the card."),
    max_length=200,
)
DONE = {
    "application": "web:applied",
    "loss": "web:loss-done",
    "real-name": "web:proven",
}
"""Where an errand of another kind than an activation ends."""


@require_http_methods(["GET", "HEAD", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    """Which card? Its number typed, or its code scanned or photographed."""
    who = visitor(request)
    by = who.as_holder()

    def save() -> HttpResponse:
        view = errands.begin(
            "activation",
            request.POST.get("card", ""),
            find=cards.find_card,
            address=who.address,
            by=by,
            now=who.now,
            request_id=request_id(request),
        )
        return go("web:errand", view.id)

    values = {"card": request.GET.get("code", "")}
    more = {"tab": "activate"}
    page = form_page(request, "web/activate.html", [CARD], save, values=values, more=more)
    return allow_camera(page)


@require_safe
def from_code(_request: HttpRequest, token: str) -> HttpResponse:
    """Where the code on a card leads when the phone's own camera reads it."""
    return go("web:activate", query=urlencode({"code": token}))


@require_http_methods(["GET", "HEAD", "POST"])
def errand(request: HttpRequest, errand_id: str) -> HttpResponse:
    """One step after the other."""
    by = visitor(request).as_holder()
    dress = errands.Dress(
        template="web/errand.html",
        done=lambda view: reverse(DONE.get(view.kind, "web:errand-done"), args=[view.id]),
        left=reverse("web:home"),
        more={},
        tab=lambda view: "me" if view.kind == "real-name" else "activate",
    )
    return errands.page(request, errand_id, by=by, dress=dress)


@require_safe
def done(request: HttpRequest, errand_id: str) -> HttpResponse:
    """It worked: the card, and what can be done with it now."""
    who = visitor(request)
    by = who.as_holder()
    view = find_errand(errand_id, by=by, now=who.now)
    card = shown(cards.card(view.card.id, by=by), uid="card") if view.card else None
    return render(request, "web/errand_done.html", {"view": view, "card": card, "tab": "activate"})


@require_POST
def hand_over(request: HttpRequest, errand_id: str) -> HttpResponse:
    """A code to go on with at a kiosk or a counter. It is shown once, so it is no redirect."""
    who = visitor(request)
    by = who.as_holder()
    ticket = actions.hand_over(errand=errand_id, by=by, now=who.now, request_id=request_id(request))
    view = find_errand(errand_id, by=by, now=who.now)
    return render(request, "web/hand_over.html", {"ticket": ticket, "view": view})
