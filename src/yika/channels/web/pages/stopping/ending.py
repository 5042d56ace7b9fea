"""Ending a report of loss: found again or a mistake, which differ; or making it hold for good."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from yika.channels.common.art.pictures import shown
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import asking
from yika.channels.web.pages.stopping.whose import first
from yika.domain.cards import actions, queries
from yika.domain.cards.rules.stops import StopView
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.kit.actor import Actor
from yika.kit.errors import Fault, Invalid, gettext_noop

HOW = gettext_noop("Choose what is true.")
END = Ask(
    "how",
    AskKind.CHOICE,
    gettext_noop("What is true?"),
    choices=(
        Choice("found", gettext_noop("It was gone, and I have found it again")),
        Choice("mistaken", gettext_noop("It was never gone: I reported it by mistake")),
    ),
)
ENDS = {"found": actions.found_again, "mistaken": actions.mistaken_report}


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, stop_id: str) -> HttpResponse:
    """The card works again. How it ends decides who bears what was used meanwhile."""
    by, stop = _own_stop(request, stop_id)

    def save() -> HttpResponse:
        how = request.POST.get("how", "")
        if how not in ENDS:
            raise Invalid([Fault("how", "", HOW)])
        ENDS[how](stop=stop.id, **asking(request, by))
        return go("web:loss-card", stop.card)

    title = gettext_noop("Let the card work again")
    return form_page(request, "web/loss/end.html", [END], save, title=title, more=_around(by, stop))


@require_http_methods(["GET", "HEAD", "POST"])
def formal(request: HttpRequest, stop_id: str) -> HttpResponse:
    """It does not end by itself any more."""
    by, stop = _own_stop(request, stop_id)

    def save() -> HttpResponse:
        actions.make_formal(stop=stop.id, **asking(request, by))
        return go("web:loss-card", stop.card)

    title = gettext_noop("Keep the card stopped for good")
    return form_page(request, "web/loss/formal.html", [], save, title=title, more=_around(by, stop))


def _own_stop(request: HttpRequest, stop_id: str) -> tuple[Actor, StopView]:
    return first(request, lambda by: queries.stop(stop_id, by))


def _around(by: Actor, stop: StopView) -> dict[str, object]:
    found = queries.card(stop.card, by)
    product = queries.product_of(found)
    at_counter = product.loss is not None and product.loss.undo == "counter"
    return {
        "tab": "home",
        "card": shown(found, uid="card"),
        "stop": stop,
        "at_counter": at_counter,
    }
