"""One card of the holder: how it stands, its name and look, its PIN, its history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common import words
from yika.channels.common.art import faces
from yika.channels.common.art.card import draw
from yika.channels.common.art.pictures import shown
from yika.channels.common.asking import losses
from yika.channels.common.asking.campaigns import reminders
from yika.channels.common.asking.forms import check_same
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import Visitor, request_id, visitor
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import (
    FACES,
    LABEL_MAX,
    REASON_WORDS,
    STATE_WORDS,
    CardView,
    Reason,
    UnknownCard,
)
from yika.domain.cards.rules.stops import StopKind
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.issuers import queries as issuers
from yika.kit import ids
from yika.kit.errors import gettext_noop
from yika.products.product import CardProduct

LABEL = Ask(
    "label",
    AskKind.TEXT,
    gettext_noop("What do you call it?"),
    gettext_noop("Only you see this name. Leave it empty to use the issuer's."),
    required=False,
    max_length=LABEL_MAX,
)
OLD = Ask("old", AskKind.PIN, gettext_noop("PIN until now"), secret=True, max_length=12)
NEW = Ask("new", AskKind.PIN, gettext_noop("New PIN"), secret=True, max_length=12)
AGAIN = Ask("again", AskKind.PIN, gettext_noop("New PIN once more"), secret=True, max_length=12)
NOT_THE_SAME = gettext_noop("The two entries differ. Enter the same PIN twice.")


@require_safe
def card(request: HttpRequest, card_id: str) -> HttpResponse:
    """The card with all there is to know of it."""
    who = visitor(request)
    by = who.as_holder()
    found = own_card(who, card_id)
    language = get_language() or ""
    issuer = issuers.issuer(found.issuer)
    product = queries.product_of(found)
    context = {
        "tab": "home",
        "card": shown(found, uid="card"),
        "request_id": ids.new_id(),
        "issuer": words.in_language(issuer.name, language),
        "hotline": issuer.hotline,
        "reminders": reminders(who.own.id, by=by, now=who.now, cards={found.id: ""}),
        "pin": queries.pin_of(found, by=by, now=who.now),
        "stops": losses.open_stops(found, by=by, now=who.now),
        "loss": product.loss,
        "reported": losses.is_reported(found),
        "may_freeze": _may_freeze(found, product),
        "history": [
            {
                "at": line.at,
                "state": _(STATE_WORDS[line.after]),
                "reason": _(REASON_WORDS[Reason(line.reason)]) if line.reason else "",
            }
            for line in reversed(queries.history(found, by=by))
        ],
    }
    return render(request, "web/card.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest, card_id: str) -> HttpResponse:
    """What its holder calls it."""
    who = visitor(request)
    found = own_card(who, card_id)

    def save() -> HttpResponse:
        actions.name_card(
            card=found.id,
            label=request.POST.get("label", ""),
            by=who.as_holder(),
            now=who.now,
            request_id=request_id(request),
        )
        return go("web:card", found.id)

    return form_page(
        request,
        "web/card_form.html",
        [LABEL],
        save,
        title=gettext_noop("Name of the card"),
        values={"label": found.label},
        more=_around(found),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def pin(request: HttpRequest, card_id: str) -> HttpResponse:
    """A new PIN for the old one."""
    who = visitor(request)
    found = own_card(who, card_id)

    def save() -> HttpResponse:
        check_same(request.POST, "new", "again", NOT_THE_SAME)
        actions.change_pin(
            card=found.id,
            old=request.POST.get("old", ""),
            new=request.POST.get("new", ""),
            by=who.as_holder(),
            now=who.now,
            request_id=request_id(request),
        )
        return go("web:card", found.id)

    title = gettext_noop("Change the PIN")
    asks = [OLD, NEW, AGAIN]
    return form_page(request, "web/card_form.html", asks, save, title=title, more=_around(found))


@require_http_methods(["GET", "HEAD", "POST"])
def face(request: HttpRequest, card_id: str) -> HttpResponse:
    """Which of the looks it is drawn in."""
    who = visitor(request)
    by = who.as_holder()
    found = own_card(who, card_id)
    if request.method == "POST":
        actions.choose_face(
            card=found.id,
            face=request.POST.get("face", ""),
            by=by,
            now=who.now,
            request_id=request_id(request),
        )
        return go("web:card", found.id)
    language = get_language() or ""
    title = found.label or words.in_language(found.name, language)
    looks = [
        (look, draw(faces.of_card(found, title, language, look=look), uid=f"look{place}"))
        for place, look in enumerate(("", *FACES))
    ]
    context = {"tab": "home", "card": found, "looks": looks, "request_id": ids.new_id()}
    return render(request, "web/face.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def arrange(request: HttpRequest) -> HttpResponse:
    """The order of the cards; each press moves one card by one place."""
    who = visitor(request)
    by = who.as_holder()
    mine = queries.cards_of(who.own.id, by=by)
    if request.method == "POST":
        order = [one.id for one in mine]
        moved, _space, way = request.POST.get("move", "").partition(" ")
        actions.arrange_cards(
            cards=_moved(order, moved, -1 if way == "up" else 1),
            by=by,
            now=who.now,
            request_id=request_id(request),
        )
        return go("web:arrange")
    context = {
        "tab": "home",
        "cards": [shown(one, uid=f"c{place}") for place, one in enumerate(mine)],
        "request_id": ids.new_id(),
    }
    return render(request, "web/arrange.html", context)


def own_card(who: Visitor, card_id: str) -> CardView:
    """One of the holder's own cards. A card that is nobody's yet is not his either."""
    mine = queries.cards_of(who.own.id, by=who.as_holder())
    found = next((card for card in mine if card.id == card_id), None)
    if found is None:
        raise UnknownCard
    return found


def _moved(order: list[str], card_id: str, by: int) -> list[str]:
    """The order with one card moved, as far as there is room."""
    if card_id not in order:
        return order
    place = order.index(card_id)
    rest = [one for one in order if one != card_id]
    rest.insert(max(0, min(len(rest), place + by)), card_id)
    return rest


def _may_freeze(found: CardView, product: CardProduct) -> bool:
    """Whether the policy lets him, and it is neither frozen nor reported lost already."""
    stopped = any(stop.kind is StopKind.FROZEN for stop in found.stops)
    offered = product.freeze is not None and bool(product.freeze.holder)
    return offered and not stopped and not losses.is_reported(found)


def _around(found: CardView) -> dict[str, object]:
    return {"tab": "home", "card": shown(found, uid="card")}
