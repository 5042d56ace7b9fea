"""Where a visit begins and ends."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.art import faces
from yika.channels.common.art.card import draw
from yika.channels.common.asking.posting import go
from yika.channels.kiosk.machine import end_visit, screen
from yika.channels.kiosk.place import place
from yika.domain.cards import queries as cards
from yika.domain.machines.queries import MachineView


@require_safe
@screen
def attract(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """What can be done here. Whatever the one before left is forgotten."""
    language = get_language() or ""
    products = faces.in_order(one.product for one in cards.editions(kiosk.issuer))[:1]
    context = place(kiosk) | {
        "art": [draw(faces.sample(product, language), uid="card") for product in products],
        "waits": True,
    }
    return end_visit(render(request, "kiosk/attract.html", context))


@require_safe
@screen
def help_me(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """Somebody to talk to."""
    return render(request, "kiosk/help.html", place(kiosk))


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def end(_request: HttpRequest, _kiosk: MachineView) -> HttpResponse:
    """Back to the beginning, with nothing left of the visit."""
    return end_visit(go("kiosk:attract"))


@require_safe
@screen
def alive(_request: HttpRequest, _kiosk: MachineView) -> HttpResponse:
    """The machine says once a minute that it is there."""
    return HttpResponse(status=204)
