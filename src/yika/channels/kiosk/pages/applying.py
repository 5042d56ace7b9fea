"""Applying for a card at the kiosk, and asking where an application stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common import words
from yika.channels.common.asking import applying
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import request_id, visitor
from yika.channels.kiosk.machine import begin_visit, errand_of_visit, screen
from yika.channels.kiosk.place import place
from yika.domain.applications import queries
from yika.domain.errands import actions
from yika.domain.errands.queries import errand
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.errands.rules.cases import find_case
from yika.domain.machines.queries import MachineView
from yika.kit.errors import gettext_noop

CHOICES_MAX = 6
ASKED = "case:"
"""What a visit begins with that only asks where something stands."""
CASE = Ask(
    "case",
    AskKind.CODE,
    gettext_noop("Case number"),
    gettext_noop("Eight letters and digits. They stand in our messages to you."),
    max_length=40,
)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def apply(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """Which kind of card?"""
    who, language = visitor(request), get_language() or ""
    offers = queries.offers(now=who.now, issuer=kiosk.issuer)[:CHOICES_MAX]
    kind = Ask(
        "about",
        AskKind.CHOICE,
        gettext_noop("Kind of card"),
        max_length=100,
        choices=tuple(
            Choice(
                one.about,
                f"{words.in_language(one.product.name, language)} · {applying.fee_words(one)}",
                literal=True,
            )
            for one in offers
        ),
    )

    def save() -> HttpResponse:
        view = actions.begin_errand(
            kind="application",
            about=request.POST.get("about", ""),
            address=who.address,
            by=kiosk.actor(),
            now=who.now,
            request_id=request_id(request),
        )
        return begin_visit(go("kiosk:visit"), kiosk, view.id)

    more = place(kiosk) | {"offers": offers}
    return form_page(request, "kiosk/applying/kinds.html", [kind], save, more=more)


@require_safe
@screen
def applied(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """It was sent off."""
    going_on = errand_of_visit(request, kiosk)
    if going_on is None or not going_on.startswith("err_"):
        return go("kiosk:attract")
    by, now = kiosk.actor(), visitor(request).now
    view = queries.find_application(errand(going_on, by=by, now=now).case, by=by)
    return _page(request, kiosk, applying.shown(view, now=now), new=True)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def case(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """Somebody has a case number, and wants to know how it stands."""

    def save() -> HttpResponse:
        number = find_case(request.POST.get("case", "")) or ""
        found = queries.find_application(number, by=kiosk.actor())
        return begin_visit(go("kiosk:application"), kiosk, f"{ASKED}{found.case}")

    return form_page(request, "kiosk/applying/case.html", [CASE], save, more=place(kiosk))


@require_safe
@screen
def application(request: HttpRequest, kiosk: MachineView) -> HttpResponse:
    """Where it stands, and where to collect it; nothing about whose it is."""
    going_on = errand_of_visit(request, kiosk)
    if going_on is None or not going_on.startswith(ASKED):
        return go("kiosk:case")
    view = queries.find_application(going_on.removeprefix(ASKED), by=kiosk.actor())
    return _page(request, kiosk, applying.shown(view, now=visitor(request).now))


def _page(
    request: HttpRequest, kiosk: MachineView, one: applying.Shown, *, new: bool = False
) -> HttpResponse:
    documents = applying.documents_words(one.view.documents)
    context = place(kiosk) | {"one": one, "new": new, "documents": documents, "short": True}
    return render(request, "kiosk/applying/one.html", context)
