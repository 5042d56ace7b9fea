"""Signing in: a phone or an e-mail address, then a code, a password or a passkey."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import BROWSER_COOKIE, HOLDER_COOKIE, keep, request_id, visitor
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.people import actions, queries
from yika.domain.people.actions import SignedIn
from yika.domain.people.rules import Purpose
from yika.kit.errors import gettext_noop

STAYS_DAYS = 30
KNOWN_DAYS = 365
CONTACT = Ask(
    "contact",
    AskKind.TEXT,
    gettext_noop("Mobile number or e-mail address"),
    gettext_noop("If you are new here, this opens your account."),
    max_length=120,
)
CODE = Ask("code", AskKind.ONE_TIME_CODE, gettext_noop("Code"), max_length=12)
PASSWORD = Ask("password", AskKind.PASSWORD, gettext_noop("Password"), secret=True, max_length=128)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Who are you? A code is sent; whether we know the contact is not told."""
    who = visitor(request)

    def save() -> HttpResponse:
        proof = actions.send_code(
            purpose=Purpose.SIGN_IN,
            contact=request.POST.get("contact", ""),
            address=who.address,
            language=get_language() or "",
            by=who.as_anybody(),
            now=who.now,
            request_id=request_id(request),
        )
        return _to(request, "web:sign-in-code", proof=proof.id)

    return form_page(request, "web/sign_in.html", [CONTACT], save, more=_around(request))


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The code that was sent."""
    proof = queries.sent_code(request.GET.get("proof", ""), now=visitor(request).now)
    who = visitor(request)

    def save() -> HttpResponse:
        signed_in = actions.sign_in_with_code(
            proof=proof.id,
            code=request.POST.get("code", ""),
            device=who.browser,
            browser=request.COOKIES.get(BROWSER_COOKIE, ""),
            address=who.address,
            by=who.as_anybody(),
            now=who.now,
            request_id=request_id(request),
        )
        return _in(request, signed_in)

    return form_page(
        request, "web/sign_in_code.html", [CODE], save, more=_around(request, proof=proof)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Contact and password at once, for who has set one."""
    asks = [CONTACT, PASSWORD]
    who = visitor(request)

    def save() -> HttpResponse:
        signed_in = actions.sign_in_with_password(
            contact=request.POST.get("contact", ""),
            password=request.POST.get("password", ""),
            device=who.browser,
            browser=request.COOKIES.get(BROWSER_COOKIE, ""),
            address=who.address,
            by=who.as_anybody(),
            now=who.now,
            request_id=request_id(request),
        )
        return _in(request, signed_in)

    return form_page(request, "web/sign_in_password.html", asks, save, more=_around(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Signed out here; other devices stay signed in."""
    token = request.COOKIES.get(HOLDER_COOKIE, "")
    actions.sign_out(token=token, now=visitor(request).now, request_id=request_id(request))
    response = HttpResponse(status=303, headers={"Location": reverse("web:front")})
    response.delete_cookie(HOLDER_COOKIE, samesite="Lax")
    return response


def after(request: HttpRequest) -> str:
    """Where the visitor was going before we asked who he is, if that is a page of ours."""
    wanted = request.GET.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""


def _around(request: HttpRequest, **more: object) -> dict[str, object]:
    return {"query": request.GET.urlencode(), **more}


def _to(request: HttpRequest, name: str, **facts: str) -> HttpResponse:
    if wanted := after(request):
        facts["next"] = wanted
    return go(name, query=urlencode(facts))


def let_in(response: HttpResponse, signed_in: SignedIn) -> HttpResponse:
    """Keep the sign-in on this browser, and that it has been here before."""
    keep(response, HOLDER_COOKIE, signed_in.token, days=STAYS_DAYS)
    if signed_in.browser:
        keep(response, BROWSER_COOKIE, signed_in.browser, days=KNOWN_DAYS)
    return response


def _in(request: HttpRequest, signed_in: SignedIn) -> HttpResponse:
    address = after(request) or reverse("web:home")
    return let_in(HttpResponse(status=303, headers={"Location": address}), signed_in)
