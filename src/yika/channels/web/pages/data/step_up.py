"""Makes sure, before a copy leaves or all is destroyed, that it is still the same person."""

from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import Visitor, asking, request_id, visitor
from yika.channels.web.pages.sign_in import CODE
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.people import actions as people
from yika.domain.people import queries
from yika.domain.people.queries import HolderView
from yika.domain.people.rules import Purpose
from yika.domain.people.rules.codes import PROVES_FOR, UnknownCode
from yika.kit.errors import gettext_noop

COOKIE = "yika_stepped_up"
SALT = "yika.stepped-up"
PATH = "/me"
RECENT: timedelta = PROVES_FOR
"""A sign-in says as long as a code does who is there."""

PAGES = frozenset({"copies", "forget-ask"})
TITLE = gettext_noop("Is it still you?")


def first(request: HttpRequest, page: str) -> HttpResponse | None:
    """The way to the code for whoever has not shown lately who he is; None for all others."""
    if _is_recent(visitor(request)) or _is_proven(request):
        return None
    return go("web:step-up", page)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, page: str) -> HttpResponse:
    """Where shall the code go?"""
    who = visitor(request)
    own, goal = who.own, _goal(page)

    def save() -> HttpResponse:
        sent = people.send_code(
            purpose=Purpose.STEP_UP,
            contact_id=request.POST.get("contact", ""),
            holder=own.id,
            address=who.address,
            language=get_language() or "",
            by=who.as_holder(),
            now=who.now,
            request_id=request_id(request),
        )
        return go("web:step-up-code", goal, query=urlencode({"proof": sent.id}))

    more = {
        "tab": "me",
        "back": "/me/data",
        "button": _("Send the code"),
        "lead": _("You signed in a while ago. A code shows that it is still you."),
    }
    return form_page(request, "web/me_form.html", [where(own)], save, title=TITLE, more=more)


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, page: str) -> HttpResponse:
    """The code that was sent; for half an hour this browser is not asked again."""
    who, goal = visitor(request), _goal(page)
    by = who.as_holder()
    sent = queries.sent_code(request.GET.get("proof", ""), now=who.now)

    def save() -> HttpResponse:
        proven = people.check_code(
            proof=sent.id,
            code=request.POST.get("code", ""),
            purpose=Purpose.STEP_UP,
            address=who.address,
            **asking(request, by),
        )
        return _remember(go(f"web:{goal}"), proven.proof)

    more = {
        "tab": "me",
        "back": "/me/data",
        "button": _("Go on"),
        "lead": _("We sent a code to {where}.").format(where=sent.masked),
    }
    return form_page(request, "web/me_form.html", [CODE], save, title=TITLE, more=more)


def where(own: HolderView) -> Ask:
    """To which of his proven contacts a code may go."""
    usable = [one for one in own.contacts if one.proven and one.usable]
    return Ask(
        "contact",
        AskKind.CHOICE,
        gettext_noop("Where shall the code go?"),
        choices=tuple(Choice(one.id, one.masked, literal=True) for one in usable),
        value=usable[0].id if usable else "",
    )


def _goal(page: str) -> str:
    return page if page in PAGES else "data"


def _is_recent(who: Visitor) -> bool:
    here = who.signed_in
    signed_in = queries.sign_ins(here.login, now=who.now)
    return any(one.id == here.sign_in and who.now < one.begun_at + RECENT for one in signed_in)


def _is_proven(request: HttpRequest) -> bool:
    """Whether the code that this browser has used was sent to who is signed in here."""
    who = visitor(request)
    try:
        proof = str(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=RECENT))
        proven = queries.proven_contact(proof, purpose=Purpose.STEP_UP, now=who.now)
    except (signing.BadSignature, UnknownCode):
        return False
    return proven.holder == who.own.id


def _remember(response: HttpResponse, proof: str) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        signing.dumps(proof, salt=SALT),
        max_age=int(RECENT.total_seconds()),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
        path=PATH,
    )
    return response
