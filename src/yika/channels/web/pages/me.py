"""Me: profile, contacts, devices."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import HOLDER_COOKIE, request_id, visitor
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.domain.people import actions, queries
from yika.kit import ids
from yika.kit.errors import gettext_noop

NAME = Ask("name", AskKind.NAME, gettext_noop("Your name"), required=False, max_length=60)
PHRASE = Ask(
    "phrase",
    AskKind.TEXT,
    gettext_noop("Your own phrase"),
    gettext_noop("It stands on every message of ours. A message without it is not from us."),
    required=False,
    max_length=30,
)
LANGUAGE = Ask(
    "language",
    AskKind.CHOICE,
    gettext_noop("Language of our messages"),
    choices=(Choice("zh-hans", "中文", literal=True), Choice("en", "English", literal=True)),
)


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Everything about me, and the way out."""
    who = visitor(request)
    context = {
        "tab": "me",
        "holder": who.own,
        "old_password": who.own.has_password and who.signed_in.old_secret,
        "request_id": ids.new_id(),
    }
    return render(request, "web/me.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name, phrase, language."""
    who = visitor(request)
    own = who.own

    def save() -> HttpResponse:
        actions.change_profile(
            holder=own.id,
            name=request.POST.get("name", ""),
            phrase=request.POST.get("phrase", ""),
            language=request.POST.get("language", ""),
            by=who.as_holder(),
            now=who.now,
            request_id=request_id(request),
        )
        return go("web:me")

    values = {"name": own.name, "phrase": own.phrase, "language": own.language}
    title = gettext_noop("Name, phrase, language")
    asks = [NAME, PHRASE, LANGUAGE]
    return form_page(
        request, "web/me_form.html", asks, save, title=title, values=values, more={"tab": "me"}
    )


@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """Where I am signed in."""
    who = visitor(request)
    here = who.signed_in
    context = {
        "tab": "me",
        "sign_ins": queries.sign_ins(here.login, now=who.now),
        "here": here.sign_in,
        "request_id": ids.new_id(),
    }
    return render(request, "web/devices.html", context)


@require_POST
def end_device(request: HttpRequest, sign_in_id: str) -> HttpResponse:
    """Sign out one device."""
    who = visitor(request)
    actions.end_sign_in(
        sign_in=sign_in_id, by=who.as_holder(), now=who.now, request_id=request_id(request)
    )
    return go("web:devices")


@require_POST
def end_all(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere, here too."""
    who = visitor(request)
    actions.sign_out_everywhere(
        sign_in=who.signed_in.sign_in,
        by=who.as_holder(),
        now=who.now,
        request_id=request_id(request),
    )
    response = go("web:sign-in")
    response.delete_cookie(HOLDER_COOKIE, samesite="Lax")
    return response
