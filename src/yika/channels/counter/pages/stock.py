"""The stock of the outlet, and its deliveries, counted by who does not know what was sent."""

from unicodedata import normalize

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common import words
from yika.channels.common.asking.posting import go
from yika.channels.counter import operations, screen
from yika.channels.counter.desk import acting, clerk, empty
from yika.channels.counter.sheet import Given, Sheet, sheet_page
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import STATE_WORDS, DeliveryState, State
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.issuers import queries as issuers
from yika.domain.staff.rules import Right
from yika.kit.errors import Fault, Invalid, gettext_noop

COUNTED = Ask(
    "counted",
    AskKind.NUMBER,
    gettext_noop("How many cards have you counted?"),
    gettext_noop("Count the cards themselves, not what the papers say."),
    max_length=7,
)
NOT_A_COUNT = gettext_noop("Enter the number of cards in digits, such as 200.")
DELIVERY_WORDS = {
    DeliveryState.ON_THE_WAY: (gettext_noop("To be counted"), "warn"),
    DeliveryState.RECEIVED: (gettext_noop("Counted, all there"), ""),
    DeliveryState.DIFFERS: (gettext_noop("Differs"), "stop"),
    DeliveryState.SETTLED: (gettext_noop("Differed, settled"), "quiet"),
}
SHOWN = (State.IN_STOCK, State.SENT, State.UNDELIVERABLE)


@require_safe
def stock(request: HttpRequest) -> HttpResponse:
    """How many cards lie here, and what has come or is on its way."""
    desk = empty(request)
    by, language = desk.by, get_language() or ""
    places = {one.id: words.in_language(one.name, language) for one in issuers.outlets(by.issuer)}
    context = screen.context(
        request,
        desk,
        doing=operations.STOCK,
        columns=[_(STATE_WORDS[state]) for state in SHOWN],
        lines=[
            {
                "name": words.in_language(line.name, language),
                "outlet": places.get(line.outlet, ""),
                "counts": [(_(STATE_WORDS[state]), line.states.get(state, 0)) for state in SHOWN],
            }
            for line in queries.stock(by, outlet=by.outlet)
        ],
        deliveries=[
            {
                "delivery": one,
                "outlet": places.get(one.outlet, ""),
                "state": _(DELIVERY_WORDS[one.state][0]),
                "dress": DELIVERY_WORDS[one.state][1],
                "open": one.state in {DeliveryState.ON_THE_WAY, DeliveryState.DIFFERS},
            }
            for one in queries.deliveries(by, limit=20)
        ],
        all_outlets=not by.outlet,
        may_count=by.may(Right.CARDS_STOCK, by.issuer),
    )
    return render(request, "counter/outlet/stock.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def count(request: HttpRequest, delivery_id: str) -> HttpResponse:
    """A blind count: how many were sent is shown only afterwards."""
    desk = empty(request)
    queries.delivery(delivery_id, clerk(request))

    def check(given: Given) -> None:
        _read(given)

    def line(given: Given) -> str:
        many = _read(given)
        return ngettext(
            "You have counted {many} card. This is written down under your name.",
            "You have counted {many} cards. This is written down under your name.",
            many,
        ).format(many=many)

    def act(given: Given) -> HttpResponse:
        actions.count_delivery(delivery=delivery_id, counted=_read(given), **acting(request))
        return go("counter:stock", query=f"counted={delivery_id}")

    sheet = Sheet(operations.COUNT, asks=[COUNTED], check=check, line=line, act=act)
    return sheet_page(request, desk, sheet)


def _read(given: Given) -> int:
    text = "".join(normalize("NFKC", given.get("counted", "")).split())
    if not (text.isascii() and text.isdecimal() and len(text) <= COUNTED.max_length):
        raise Invalid([Fault("counted", "", NOT_A_COUNT)])
    return int(text)
