"""How staff come in at the counter and at the console: password, then a second factor."""

from urllib.parse import urlencode

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import STAFF_COOKIE, SignInNeeded, keep, request_id, visitor
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.people import actions, rules
from yika.domain.people.actions import SignedIn
from yika.domain.people.queries.passkeys import has_passkey
from yika.kit.actor import Channel
from yika.kit.errors import gettext_noop

DOORS = {"counter": Channel.COUNTER, "review": Channel.REVIEW, "visits": Channel.VISIT}
HANDLE = Ask("handle", AskKind.TEXT, gettext_noop("Name"), max_length=32)
PASSWORD = Ask("password", AskKind.PASSWORD, gettext_noop("Password"), secret=True, max_length=128)
CODE = Ask(
    "code",
    AskKind.CODE,
    gettext_noop("Code of the authenticator app"),
    gettext_noop("Without the app at hand, enter one of your recovery codes."),
    max_length=24,
)
FIRST_CODE = Ask(
    "code", AskKind.ONE_TIME_CODE, gettext_noop("Code that the app shows now"), max_length=12
)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The first step: who, and the password."""
    who = visitor(request)

    def save() -> HttpResponse:
        pending = actions.staff_sign_in(
            handle=request.POST.get("handle", ""),
            password=request.POST.get("password", ""),
            device=who.browser,
            address=who.address,
            by=rules.visitor(channel_of(request)),
            now=who.now,
            request_id=request_id(request),
        )
        page = "common:staff-second-factor" if pending.enrolled else "common:staff-enroll"
        response = go(page, query=urlencode({"next": wanted_page(request)}))
        keep(response, STAFF_COOKIE, pending.token)
        return response

    return form_page(request, "common/staff/sign_in.html", [HANDLE, PASSWORD], save)


@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """The second step, for who has set it up."""
    who = visitor(request)

    def save() -> HttpResponse:
        signed_in = actions.verify_second_factor(
            token=pending_token(request),
            code=request.POST.get("code", ""),
            by=rules.visitor(channel_of(request)),
            now=who.now,
            request_id=request_id(request),
        )
        return _let_in(
            HttpResponse(status=303, headers={"Location": wanted_page(request)}), signed_in
        )

    more = {"passkey": has_passkey(pending_token(request), now=who.now)}
    return form_page(request, "common/staff/second_factor.html", [CODE], save, more=more)


@require_http_methods(["GET", "HEAD", "POST"])
def enroll(request: HttpRequest) -> HttpResponse:
    """The second step the first time: the app gets its secret, and shows that it has it."""
    who = visitor(request)
    enrollment = actions.enroll_totp(
        token=pending_token(request), installation=_("Yika"), now=who.now
    )

    def save() -> HttpResponse:
        enrolled = actions.confirm_totp(
            token=pending_token(request),
            code=request.POST.get("code", ""),
            by=rules.visitor(channel_of(request)),
            now=who.now,
            request_id=request_id(request),
        )
        # These codes are shown this once, so the page cannot be a redirect.
        context = {"codes": enrolled.recovery_codes, "onward": wanted_page(request)}
        page = render(request, "common/staff/recovery_codes.html", context)
        return _let_in(page, enrolled.signed_in)

    more = {"qr": _drawn(enrollment.uri), "secret": enrollment.secret}
    return form_page(request, "common/staff/enroll.html", [FIRST_CODE], save, more=more)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out, on this browser."""
    token = request.COOKIES.get(STAFF_COOKIE, "")
    actions.sign_out(token=token, now=visitor(request).now, request_id=request_id(request))
    response = go("common:staff-sign-in")
    response.delete_cookie(STAFF_COOKIE, samesite="Lax")
    return response


def pending_token(request: HttpRequest) -> str:
    token = request.COOKIES.get(STAFF_COOKIE)
    if not token:
        raise SignInNeeded
    return token


def _let_in(response: HttpResponse, signed_in: SignedIn) -> HttpResponse:
    keep(response, STAFF_COOKIE, signed_in.token)
    response.headers["Cache-Control"] = "no-store"
    return response


def wanted_page(request: HttpRequest) -> str:
    """Where to afterwards: a page of the counter, the console, the review desk or the visits."""
    wanted = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return (
        wanted
        if ours and wanted.startswith(("/counter", "/console", "/review", "/visits"))
        else "/console"
    )


def channel_of(request: HttpRequest) -> Channel:
    first = wanted_page(request).strip("/").partition("/")[0].partition("?")[0]
    return DOORS.get(first, Channel.CONSOLE)


def _drawn(text: str) -> SafeString:
    """A QR code as SVG, to stand inside the page."""
    drawn = segno.make(text, error="m").svg_inline(scale=5, border=3, light="#fff", dark="#15211d")
    return mark_safe(drawn)  # noqa: S308  drawn from squares
