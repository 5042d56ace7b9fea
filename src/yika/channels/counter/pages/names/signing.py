"""The customer's screen: a second window in which the person reads, and signs what he confirms."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yika.channels.common import words
from yika.channels.common.asking.posting import go
from yika.channels.common.display import LANGUAGES_AS_THEY_CALL_THEMSELVES
from yika.channels.common.refusals import status, told
from yika.channels.common.visitors import asking, visitor
from yika.channels.counter.desk import acting, clerk
from yika.channels.counter.pages.names.paper import Paper, paper
from yika.domain.errands import queries as errands
from yika.domain.errands.rules.views import ErrandView
from yika.domain.identity import actions, queries
from yika.domain.identity.queries import OnScreen
from yika.domain.identity.rules.review.refusals import UnknownVerification
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.issuers import queries as issuers
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, check_may
from yika.kit.errors import Invalid, Refusal

SIGNATURE_MAX = 2_000_000
REAL_NAME = "real-name"
BEFORE_THIS = "hand-in"


@require_safe
def screen(request: HttpRequest) -> HttpResponse:
    """What lies there for the person: nothing, or what the clerk has handed over."""
    return _screen(request)


@require_safe
def state(request: HttpRequest) -> HttpResponse:
    """What lies there, in a word that changes with it; nothing of the person stands in it."""
    by = _server(request)
    found = queries.on_screen(by=by, now=visitor(request).now)
    return _fresh(JsonResponse({"lies": _mark(found)}))


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """The person has signed, or touched that he confirms, or says that something is wrong."""
    by = _server(request)
    found = queries.on_screen(by=by, now=visitor(request).now)
    try:
        if found:
            _answered(request, found)
    except (Refusal, Invalid) as trouble:
        return _screen(request, trouble)
    language = _language(request)
    said = "thanks" if found and request.POST.get("do") != "wrong" else "gone"
    return go("counter:screen", query=f"in={language}&did={said}")


@require_POST
def hand_over(request: HttpRequest, errand_id: str) -> HttpResponse:
    """The clerk lays the details on the customer's screen, takes them off, or has them on paper."""
    view = errands.errand(errand_id, by=_server(request), now=visitor(request).now)
    seen = under_way(view, clerk(request), request)
    if seen is None:
        raise UnknownVerification
    pressed = request.POST.get("do", "")
    if pressed == "paper":
        actions.sign_details(verification=seen.id, on_paper=True, **acting(request))
    elif pressed == "hide":
        actions.take_from_person(verification=seen.id, **acting(request))
    else:
        actions.show_to_person(verification=seen.id, **acting(request))
    return go("counter:errand", errand_id)


@require_http_methods(["GET", "HEAD"])
def form(request: HttpRequest, errand_id: str) -> HttpResponse:
    """The same on a sheet of paper, to be signed with a pen: only who took it down prints it."""
    by, now = _server(request), visitor(request).now
    view = errands.errand(errand_id, by=by, now=now)
    seen = under_way(view, by, request)
    told_ = queries.offered_at_hand(seen.id, by=by, now=now) if seen else {}
    if seen is None or not told_:
        raise UnknownVerification
    sheet = paper(seen.line.document, told_, seen.line.issuer)
    context = {"paper": sheet, "case": seen.line.case, "back": view.id, "now": now}
    return _fresh(render(request, "counter/names/form.html", context))


def panel(view: ErrandView, by: Actor, request: HttpRequest) -> dict[str, Any]:
    """What the clerk sees of it beside the last step: whether it lies there, and how he signed."""
    if view.kind != REAL_NAME or view.next is None or view.next.name != BEFORE_THIS:
        return {}
    if not (view.next.can_here and by.may(Right.IDENTITY_SERVE, view.issuer)):
        return {}
    seen = under_way(view, by, request)
    if seen is None:
        return {}
    lies = queries.on_screen(by=by, now=visitor(request).now)
    mine = lies is not None and lies.verification == seen.id
    last = seen.turns[-1].act.value if seen.turns else ""
    return {
        "signing": {
            "lies": mine,
            "signed": seen.signed,
            "wrong": last == "hidden" and not seen.signed,
            "mark": seen.version,
        }
    }


def under_way(view: ErrandView, by: Actor, request: HttpRequest) -> VerificationView | None:
    """What is given for an errand, while it is given."""
    subject = view.card.id if view.card else view.id
    if view.kind != REAL_NAME or not view.holder:
        return None
    return queries.open_for(subject, holder=view.holder, by=by, now=visitor(request).now)


def _answered(request: HttpRequest, found: OnScreen) -> None:
    who = asking(request, clerk(request))
    if request.POST.get("do") == "wrong":
        actions.take_from_person(verification=found.verification, wrong=True, **who)
        return
    file = request.FILES.get("signature")
    drawn = file.read(SIGNATURE_MAX) if file is not None and not isinstance(file, list) else b""
    text = request.POST.get("version", "")
    version = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0  # noqa: PLR2004
    actions.sign_details(verification=found.verification, version=version, content=drawn, **who)


def _screen(request: HttpRequest, trouble: Refusal | Invalid | None = None) -> HttpResponse:
    by = _server(request)
    found = queries.on_screen(by=by, now=visitor(request).now)
    language = _language(request)
    with translation.override(language):
        house = words.in_language(issuers.issuer(by.issuer).name, language)
        context = {
            "lies": _mark(found),
            "found": found,
            "paper": _paper(found),
            "house": house,
            "language": language,
            "languages": LANGUAGES_AS_THEY_CALL_THEMSELVES.items(),
            "did": request.GET.get("did", ""),
            "trouble": told(trouble) if trouble else [],
            "request_id": ids.new_id(),
        }
        code = status(trouble) if isinstance(trouble, Refusal) else 422 if trouble else 200
        return _fresh(render(request, "counter/names/screen.html", context, status=code))


def _paper(found: OnScreen | None) -> Paper | None:
    return paper(found.document, found.fields, found.issuer) if found else None


def _mark(found: OnScreen | None) -> str:
    return f"{found.case}-{found.version}" if found else ""


def _language(request: HttpRequest) -> str:
    """That which the customer chose on his screen; else that of the clerk's."""
    wanted = request.GET.get("in", "") or request.POST.get("in", "")
    if wanted in LANGUAGES_AS_THEY_CALL_THEMSELVES:
        return wanted
    return translation.get_language() or "zh-hans"


def _server(request: HttpRequest) -> Actor:
    by = clerk(request)
    check_may(by, Right.IDENTITY_SERVE, by.issuer)
    return by


def _fresh(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
