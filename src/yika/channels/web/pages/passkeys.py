"""Passkeys: make one of this device, sign in with one, take one away. The browser asks in JSON."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yika.channels.common.asking.passkeys import Said, answered
from yika.channels.common.asking.posting import go
from yika.channels.common.visitors import BROWSER_COOKIE, request_id, visitor
from yika.channels.web.pages.sign_in import after, let_in
from yika.domain.people.actions import passkeys as actions
from yika.domain.people.queries import passkeys as queries
from yika.kit import ids


@require_safe
def passkeys(request: HttpRequest) -> HttpResponse:
    """The holder's passkeys."""
    who = visitor(request)
    context = {
        "tab": "me",
        "holder": who.own,
        "passkeys": queries.passkeys(who.signed_in.login),
        "request_id": ids.new_id(),
    }
    return render(request, "web/passkeys.html", context)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """What the browser needs to make one."""
    who = visitor(request)
    label = who.own.name or next((one.masked for one in who.own.contacts), _("Yika"))
    options = queries.creation_options(
        who.signed_in.login, label=label, base_url=settings.CONFIG.base_url, now=who.now
    )
    return JsonResponse(options)


@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """Keep the one it made."""
    who = visitor(request)

    def add(said: Said) -> HttpResponse:
        actions.add_passkey(
            sign_in=who.signed_in.sign_in,
            answer=said["answer"],
            name=str(said.get("name") or who.browser),
            base_url=settings.CONFIG.base_url,
            by=who.as_holder(),
            now=who.now,
            request_id=str(ids.new_id()),
        )
        return JsonResponse({"next": reverse("web:passkeys")})

    return answered(request, add)


@require_POST
def remove(request: HttpRequest, passkey_id: str) -> HttpResponse:
    """Take one away."""
    who = visitor(request)
    actions.remove_passkey(
        passkey=passkey_id, by=who.as_holder(), now=who.now, request_id=request_id(request)
    )
    return go("web:passkeys")


@require_POST
def begin_sign_in(request: HttpRequest) -> HttpResponse:
    """What the browser needs to offer whichever passkey it has."""
    now = visitor(request).now
    return JsonResponse(queries.sign_in_options(base_url=settings.CONFIG.base_url, now=now))


@require_POST
def finish_sign_in(request: HttpRequest) -> HttpResponse:
    """Let him in."""
    who = visitor(request)

    def let(said: Said) -> HttpResponse:
        signed_in = actions.sign_in_with_passkey(
            answer=said["answer"],
            base_url=settings.CONFIG.base_url,
            device=who.browser,
            browser=request.COOKIES.get(BROWSER_COOKIE, ""),
            by=who.as_anybody(),
            now=who.now,
            request_id=str(ids.new_id()),
        )
        address = after(request) or reverse("web:home")
        return let_in(JsonResponse({"next": address}), signed_in)

    return answered(request, let)
