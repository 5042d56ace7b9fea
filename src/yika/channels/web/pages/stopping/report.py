"""Reporting a card lost: which one, what that stops, the report, and how the card stands then."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common import words
from yika.channels.common.art.pictures import shown
from yika.channels.common.asking import errands, losses
from yika.channels.common.asking.posting import go
from yika.channels.common.refusals import status, told
from yika.channels.common.visitors import request_id, visitor
from yika.channels.web.pages.stopping.whose import actors, first, own
from yika.domain.cards import queries as cards
from yika.domain.cards.rules import CardView
from yika.domain.errands import actions
from yika.domain.errands.queries import errand as find_errand
from yika.domain.issuers import queries as issuers
from yika.kit import ids
from yika.kit.actor import Actor
from yika.kit.errors import Refusal


@require_safe
def which(request: HttpRequest) -> HttpResponse:
    """Which card is lost? Whoever has not signed in says it by its number."""
    found = [card for by in actors(request) for card in _to_report(by)]
    if not found:
        return go("web:loss-claim")
    context = {
        "tab": "home",
        "cards": [shown(card, uid=f"c{place}") for place, card in enumerate(found)],
    }
    return _unkept(render(request, "web/loss/which.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, card_id: str) -> HttpResponse:
    """How a card stands, what a report of its loss would do, and the button that begins it."""
    by, found = own(request, card_id)
    trouble: Refusal | None = None
    if request.method == "POST":
        try:
            return _begin(request, card_id, by=by)
        except Refusal as refusal:
            trouble = refusal
    context = around(request, found, by=by) | {
        "trouble": told(trouble) if trouble else [],
        "troubled": trouble is not None,
        "facts": trouble.facts if trouble else {},
    }
    code = status(trouble) if trouble else 200
    return _unkept(render(request, "web/loss/card.html", context, status=code))


@require_http_methods(["GET", "HEAD", "POST"])
def errand(request: HttpRequest, errand_id: str) -> HttpResponse:
    """What is lost and since when; the button stops the card."""
    now = visitor(request).now
    by, view = first(request, lambda by: find_errand(errand_id, by=by, now=now))
    found = cards.card(view.card.id, by) if view.card else None
    dress = errands.Dress(
        template="web/loss/errand.html",
        done=lambda view: reverse("web:loss-done", args=[view.id]),
        left=reverse("web:loss-card", args=[found.id]) if found else reverse("web:loss"),
        more={"tab": "home", "card": shown(found, uid="card") if found else None},
    )
    return errands.page(request, errand_id, by=by, dress=dress)


@require_safe
def done(request: HttpRequest, errand_id: str) -> HttpResponse:
    """It is stopped: since when, until when, and what can be done now."""
    now = visitor(request).now
    by, view = first(request, lambda by: find_errand(errand_id, by=by, now=now))
    assert view.card
    found = cards.card(view.card.id, by)
    context = around(request, found, by=by) | {"case": view.case}
    return _unkept(render(request, "web/loss/card.html", context))


def begun(request: HttpRequest, card_id: str, *, by: Actor) -> HttpResponse:
    """To the report of this card; where it cannot begin, to the card, which says why."""
    try:
        return _begin(request, card_id, by=by)
    except Refusal:
        return go("web:loss-card", card_id)


def around(request: HttpRequest, found: CardView, *, by: Actor) -> dict[str, Any]:
    """What a page about a lost card is drawn from."""
    now = visitor(request).now
    terms, in_the_way = losses.find_terms(found, by=by, now=now)
    issuer = issuers.issuer(found.issuer)
    return {
        "tab": "home",
        "card": shown(found, uid="card"),
        "issuer": words.in_language(issuer.name, get_language() or ""),
        "hotline": issuer.hotline,
        "stops": losses.open_stops(found, by=by, now=now),
        "reported": losses.is_reported(found),
        "terms": None if losses.is_reported(found) else terms,
        "in_the_way": told(in_the_way) if in_the_way else [],
        "others": [
            shown(one, uid=f"o{place}")
            for place, one in enumerate(_to_report(by))
            if one.id != found.id and not losses.is_reported(one)
        ],
        "request_id": ids.new_id(),
    }


def _begin(request: HttpRequest, card_id: str, *, by: Actor) -> HttpResponse:
    who = visitor(request)
    view = actions.begin_errand(
        kind="loss",
        card=card_id,
        address=who.address,
        by=by,
        now=who.now,
        request_id=request_id(request),
    )
    return go("web:loss-errand", view.id)


def _to_report(by: Actor) -> list[CardView]:
    return [one for one in cards.cards_of(by.id, by) if one.state in losses.CAN_BE_LOST]


def _unkept(response: HttpResponse) -> HttpResponse:
    """Nothing personal stays in the browser, also of somebody who has not signed in."""
    response.headers["Cache-Control"] = "no-store"
    return response
