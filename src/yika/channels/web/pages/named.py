"""All cards in my name, over all issuers: shown after a code, and any of them can be disowned."""

from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common import words
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import asking, request_id, visitor
from yika.channels.web.pages.data.step_up import where
from yika.channels.web.pages.sign_in import CODE
from yika.domain.cards import actions, queries
from yika.domain.cards.rules import InMyName, NamedCard, ProofNeeded, State, UnknownCard
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.issuers import queries as issuers
from yika.domain.people import actions as people
from yika.domain.people.queries import sent_code
from yika.domain.people.rules import Purpose
from yika.kit.errors import gettext_noop

COOKIE = "yika_named"
SECONDS = 15 * 60
SALT = "yika.named"
PATH = "/me/cards"
TITLE = gettext_noop("All cards in my name")
FINE = {State.ACTIVE.value: "", State.HANDED_OUT.value: "warn"}

WORDS = Ask(
    "words",
    AskKind.NOTE,
    gettext_noop("What do you know about it?"),
    gettext_noop("For instance who could have used your document. You can leave this empty."),
    required=False,
    max_length=1000,
)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The cards, once a code has shown that it is me; until then, the way to the code."""
    try:
        found = _found(request)
    except ProofNeeded:
        return go("web:named-prove")
    context = {
        "tab": "me",
        "cards": [_shown(card) for card in found.cards],
        "whole": found.whole,
    }
    response = render(request, "web/named/mine.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest) -> HttpResponse:
    """Where shall the code go?"""
    who = visitor(request)
    own = who.own

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
        return go("web:named-code", query=urlencode({"proof": sent.id}))

    more = {
        "tab": "me",
        "button": _("Send the code"),
        "lead": _(
            "Of every issuer here, also those you have never dealt with. A code shows that it is "
            "you who looks."
        ),
    }
    return form_page(request, "web/me_form.html", [where(own)], save, title=TITLE, more=more)


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The code that was sent; this browser may look for a quarter of an hour."""
    who = visitor(request)
    by = who.as_holder()
    sent = sent_code(request.GET.get("proof", ""), now=who.now)

    def save() -> HttpResponse:
        proof = actions.step_up(
            proof=sent.id,
            code=request.POST.get("code", ""),
            address=who.address,
            **asking(request, by),
        )
        return _remember(go("web:named"), proof)

    more = {
        "tab": "me",
        "button": _("Go on"),
        "back": "/me/cards/prove",
        "lead": _("We sent a code to {where}.").format(where=sent.masked),
    }
    return form_page(request, "web/me_form.html", [CODE], save, title=TITLE, more=more)


@require_http_methods(["GET", "HEAD", "POST"])
def disown(request: HttpRequest, card_id: str) -> HttpResponse:
    """I did not apply for this one: what happens then, and the button."""
    who = visitor(request)
    try:
        found = next((one for one in _found(request).cards if one.id == card_id), None)
    except ProofNeeded:
        return go("web:named-prove")
    if found is None:
        raise UnknownCard

    def save() -> HttpResponse:
        done = actions.disown_card(
            card=card_id,
            proof=_remembered(request),
            words=request.POST.get("words", ""),
            address=who.address,
            **asking(request, who.as_holder()),
        )
        return go("web:enquiry", done.enquiry)

    title = gettext_noop("I did not apply for this one")
    more = {"tab": "me", "one": _shown(found)}
    return form_page(request, "web/named/disown.html", [WORDS], save, title=title, more=more)


def _found(request: HttpRequest) -> InMyName:
    who = visitor(request)
    return queries.in_my_name(proof=_remembered(request), by=who.as_holder(), now=who.now)


def _shown(card: NamedCard) -> dict[str, object]:
    language = get_language() or ""
    house = issuers.issuer(card.issuer)
    return {
        "card": card,
        "name": words.in_language(card.name, language),
        "issuer": words.in_language(house.name, language),
        "hotline": house.hotline,
        "state": _(card.standing.wording),
        "dress": FINE.get(card.standing.code, "stop"),
    }


def _remember(response: HttpResponse, proof: str) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        signing.dumps(proof, salt=SALT),
        max_age=SECONDS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
        path=PATH,
    )
    return response


def _remembered(request: HttpRequest) -> str:
    """The code that this browser has used; it is held against who is signed in elsewhere."""
    try:
        return str(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS))
    except signing.BadSignature:
        return ""
