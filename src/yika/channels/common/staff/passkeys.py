"""Passkeys of staff: made once, then the second step without a code to type."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from yika.channels.common.asking.passkeys import Said, answered
from yika.channels.common.asking.posting import go
from yika.channels.common.staff.coming_in import channel_of, pending_token, wanted_page
from yika.channels.common.visitors import STAFF_COOKIE, SignInNeeded, keep, request_id, visitor
from yika.domain.people import rules
from yika.domain.people.actions import passkeys as actions
from yika.domain.people.queries import Who
from yika.domain.people.queries import passkeys as queries
from yika.kit import ids


@require_safe
def passkeys(request: HttpRequest) -> HttpResponse:
    """Those that I have, and one more of this device."""
    context = {
        "passkeys": queries.passkeys(_here(request).login),
        "request_id": ids.new_id(),
        "back": wanted_page(request),
    }
    return render(request, "common/staff/passkeys.html", context)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """What the browser needs to make one."""
    here = _here(request)
    options = queries.creation_options(
        here.login, label=here.handle, base_url=settings.CONFIG.base_url, now=visitor(request).now
    )
    return JsonResponse(options)


@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """Keep the one it made."""
    here, who = _here(request), visitor(request)

    def add(said: Said) -> HttpResponse:
        actions.add_passkey(
            sign_in=here.sign_in,
            answer=said["answer"],
            name=str(said.get("name") or who.browser),
            base_url=settings.CONFIG.base_url,
            by=who.as_staff(channel_of(request)),
            now=who.now,
            request_id=str(ids.new_id()),
        )
        return JsonResponse({"next": f"{reverse('common:staff-passkeys')}?{_query(request)}"})

    return answered(request, add)


@require_POST
def remove(request: HttpRequest, passkey_id: str) -> HttpResponse:
    """Take one away."""
    who = visitor(request)
    actions.remove_passkey(
        passkey=passkey_id,
        by=who.as_staff(channel_of(request)),
        now=who.now,
        request_id=request_id(request),
    )
    return go("common:staff-passkeys", query=_query(request))


@require_POST
def begin_second_factor(request: HttpRequest) -> HttpResponse:
    """What the browser needs to use one of the person whose password was right."""
    token, now = pending_token(request), visitor(request).now
    base_url = settings.CONFIG.base_url
    return JsonResponse(queries.second_factor_options(token, base_url=base_url, now=now))


@require_POST
def finish_second_factor(request: HttpRequest) -> HttpResponse:
    """Let him in."""
    who, token = visitor(request), pending_token(request)

    def let(said: Said) -> HttpResponse:
        signed_in = actions.verify_passkey(
            token=token,
            answer=said["answer"],
            base_url=settings.CONFIG.base_url,
            by=rules.visitor(channel_of(request)),
            now=who.now,
            request_id=str(ids.new_id()),
        )
        response = JsonResponse({"next": wanted_page(request)})
        keep(response, STAFF_COOKIE, signed_in.token)
        response.headers["Cache-Control"] = "no-store"
        return response

    return answered(request, let)


def _here(request: HttpRequest) -> Who:
    """Whoever works here and has come all the way in."""
    who = visitor(request)
    who.as_staff(channel_of(request))
    if who.staff is None:
        raise SignInNeeded
    return who.staff


def _query(request: HttpRequest) -> str:
    return request.GET.urlencode()
