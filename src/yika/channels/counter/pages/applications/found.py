"""Applications at the desk: begun for who stands here, found again, looked at."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.asking import applying
from yika.channels.common.asking.posting import go
from yika.channels.common.visitors import visitor
from yika.channels.counter import applied as operations
from yika.channels.counter import screen
from yika.channels.counter.desk import acting, clerk, empty, with_application, with_person
from yika.channels.counter.sheet import Given, Sheet, onward, sheet_page
from yika.domain.applications import actions, queries
from yika.domain.applications.rules import Receipt
from yika.domain.errands import actions as errands
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.kit.errors import gettext_noop

SHOWN = 30


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for this outlet, the first due first."""
    desk, now = empty(request), visitor(request).now
    found = queries.to_do(by=desk.by, outlet=desk.by.outlet, limit=SHOWN)
    lines = [applying.shown(one, now=now) for one in found]
    late = sum(one.late for one in lines)
    context = screen.context(request, desk, lines=lines, late=late)
    return render(request, "counter/applications/waiting.html", context)


@require_safe
def application(request: HttpRequest, application_id: str) -> HttpResponse:
    """One of them, with its whole history."""
    return _page(request, application_id)


@require_safe
def of_errand(request: HttpRequest, errand_id: str) -> HttpResponse:
    """What an errand at this desk has led to."""
    view = queries.of_errand(errand_id, by=clerk(request))
    said = f"?did={operations.APPLICATION.name}"
    return onward(reverse("counter:application", args=[view.id]) + said)


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, holder: str) -> HttpResponse:
    """Begin for who stands here; the steps follow."""
    desk, now = with_person(request, holder), visitor(request).now
    offers = queries.offers(now=now, issuer=desk.by.issuer)
    names = {one.about: screen.in_language(one.product.name) for one in offers}
    kind = Ask(
        "about",
        AskKind.CHOICE,
        gettext_noop("Kind of card"),
        max_length=100,
        choices=tuple(Choice(about, name, literal=True) for about, name in names.items()),
    )

    def check(given: Given) -> None:
        queries.offer(given.get("about", ""), now=now)

    def line(given: Given) -> str:
        return _("Begin an application for: {card}.").format(card=names[given["about"]])

    def act(given: Given) -> HttpResponse:
        view = errands.begin_errand(
            kind="application",
            about=given.get("about", ""),
            holder=holder,
            address=visitor(request).address,
            **acting(request),
        )
        return go("counter:errand", view.id)

    sheet = Sheet(operations.APPLY, asks=[kind], check=check, line=line, act=act)
    return sheet_page(request, desk, sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest, application_id: str) -> HttpResponse:
    """The whole address, once, for the label; that it was looked at is written down first."""
    desk = with_application(request, application_id)

    def line(_given: Given) -> str:
        return _("Show the address of {case}, and write down that you looked.").format(
            case=desk.application.case if desk.application else ""
        )

    def act(_given: Given) -> HttpResponse:
        receipt = actions.show_address(application=application_id, **acting(request))
        # It is shown this once, so the page cannot be a redirect to another.
        return _page(request, application_id, label=receipt)

    return sheet_page(request, desk, Sheet(operations.ADDRESS, line=line, act=act))


def _page(
    request: HttpRequest, application_id: str, *, label: Receipt | None = None
) -> HttpResponse:
    desk = with_application(request, application_id)
    assert desk.application
    context = screen.context(
        request,
        desk,
        one=applying.shown(desk.application, now=visitor(request).now),
        lines=applying.lines(application_id, by=desk.by),
        documents=applying.documents_words(desk.application.documents),
        label=label,
    )
    page = render(request, "counter/applications/one.html", context)
    page.headers["Cache-Control"] = "no-store"
    return page
