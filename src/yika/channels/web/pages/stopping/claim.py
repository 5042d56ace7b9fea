"""Reporting a loss without signing in: the number, a contact on record, a code sent to it."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from yika.channels.common import words
from yika.channels.common.asking import claims
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import BROWSER_COOKIE, request_id, visitor
from yika.channels.web.pages.stopping.report import begun
from yika.domain.cards import actions
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.issuers import queries as issuers
from yika.domain.people import queries as people
from yika.kit.actor import Actor, ActorKind, Channel
from yika.kit.errors import Refusal, gettext_noop

CONTACT = Ask(
    "contact",
    AskKind.TEXT,
    gettext_noop("Mobile number or e-mail address"),
    gettext_noop("The one that is on record for you."),
    max_length=120,
)


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest) -> HttpResponse:
    """Which card, and how its holder is reached. Whether they belong together is not told."""
    who = visitor(request)

    def save() -> HttpResponse:
        try:
            sent = actions.send_loss_code(
                number=request.POST.get("number", ""),
                contact=request.POST.get("contact", ""),
                device=request.COOKIES.get(BROWSER_COOKIE, ""),
                address=who.address,
                language=get_language() or "",
                by=who.as_anybody(),
                now=who.now,
                request_id=request_id(request),
            )
        except Refusal as refusal:
            raise claims.at_its_field(refusal) from None
        return go("web:loss-code", query=urlencode({"proof": sent.id}))

    asks = [claims.NUMBER, CONTACT]
    return form_page(request, "web/loss/claim.html", asks, save, more={"hotlines": hotlines()})


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The code that was sent, if it was; then straight on to the report."""
    who = visitor(request)
    proof = people.sent_code(request.GET.get("proof", ""), now=who.now)

    def save() -> HttpResponse:
        proven = actions.check_loss_code(
            proof=proof.id,
            code=request.POST.get("code", ""),
            address=who.address,
            by=who.as_anybody(),
            now=who.now,
            request_id=request_id(request),
        )
        by = Actor(ActorKind.HOLDER, proven.holder, Channel.WEB)
        return claims.remember(begun(request, proven.card, by=by), proven.holder)

    more = {"proof": proof, "hotlines": hotlines()}
    return form_page(request, "web/loss/code.html", [claims.CODE], save, more=more)


@require_POST
def leave(_request: HttpRequest) -> HttpResponse:
    """Done here: nothing of it stays in this browser."""
    return claims.forget(go("web:front"))


def hotlines() -> list[tuple[str, str]]:
    """Whom to call, issuer by issuer."""
    language = get_language() or ""
    return [(words.in_language(one.name, language), one.hotline) for one in issuers.issuers()]
