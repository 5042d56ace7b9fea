"""What a kiosk tells without anybody saying who he is: guides, outlets and their hours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yika.channels.common import words
from yika.channels.common.art import faces
from yika.channels.common.directory import guides as telling
from yika.channels.common.directory.outlets import distance, nearest, places
from yika.channels.common.visitors import visitor
from yika.channels.kiosk.machine import screen
from yika.channels.kiosk.place import place
from yika.domain.errands import queries
from yika.domain.issuers import queries as issuers
from yika.domain.issuers.queries import OutletView
from yika.domain.machines.queries import MachineView

OTHERS_MAX = 3
CHOICES_MAX = 5
"""One more may lead to the next ones; a screen never scrolls."""


@require_safe
@screen
def info(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """Guides, or outlets?"""
    return render(request, "kiosk/directory/info.html", place(kiosk))


@require_safe
@screen
def outlets(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """The hours of this outlet, and the nearest others."""
    here, now = _here(kiosk), visitor(request).now
    others = [one for one in issuers.directory(kiosk.issuer) if not here or one.id != here.id]
    point = here.position if here else None
    near = nearest(others, point)[:OTHERS_MAX]
    shown = places([here, *near] if here else near, now=now)
    context = place(kiosk) | {
        "here": shown[0] if here else None,
        "others": [(one, distance(one.outlet, point)) for one in (shown[1:] if here else shown)],
    }
    return render(request, "kiosk/directory/outlets.html", context)


@require_safe
@screen
def guides(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """Which kind of card?"""
    language = get_language() or ""
    found = queries.card_guides(now=visitor(request).now, issuer=kiosk.issuer)
    known = {one.code: one for one in found}
    cards = [known[one.code] for one in faces.in_order(one.product for one in found)]
    part, more = _part(request, len(cards))
    context = place(kiosk) | {
        "cards": [
            (one, words.in_language(one.name, language)) for one in cards[part : part + CHOICES_MAX]
        ],
        "more": more,
    }
    return render(request, "kiosk/directory/guides.html", context)


@require_safe
@screen
def card(request: HttpRequest, kiosk: MachineView, product: str) -> HttpResponse:
    """Which errand with it?"""
    found = queries.card_guide(kiosk.issuer, product, now=visitor(request).now)
    part, more = _part(request, len(found.guides))
    context = place(kiosk) | {
        "card": found,
        "name": words.in_language(found.name, get_language() or ""),
        "guides": [
            (one, _(one.title), telling.minutes(one))
            for one in found.guides[part : part + CHOICES_MAX]
        ],
        "more": more,
    }
    return render(request, "kiosk/directory/guide_card.html", context)


@require_safe
@screen
def guide(request: HttpRequest, kiosk: MachineView, product: str, kind: str) -> HttpResponse:
    """One errand step by step, with all of it on paper."""
    now, here = visitor(request).now, _here(kiosk)
    found = queries.card_guide(kiosk.issuer, product, now=now)
    near = here.position if here else None
    context = place(kiosk) | {"guide": telling.told(found, kind, now=now, near=near), "at": now}
    return render(request, "kiosk/directory/guide.html", context)


def _here(kiosk: MachineView) -> OutletView | None:
    found = issuers.outlet(kiosk.outlet) if kiosk.outlet else None
    return found if found and not found.closed_at else None


def _part(request: HttpRequest, count: int) -> tuple[int, int]:
    """From which choice on, and from which the next screen; it begins anew behind the last."""
    asked = request.GET.get("from", "")
    part = int(asked) if asked.isdecimal() and len(asked) < CHOICES_MAX else 0
    part = part if part < count else 0
    following = part + CHOICES_MAX
    return part, following if following < count else 0
