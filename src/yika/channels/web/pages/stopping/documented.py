"""Reporting a loss when card and phone are gone: by the numbers of the card and of the document."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common.asking import claims
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import request_id, visitor
from yika.channels.web.pages.stopping.claim import hotlines
from yika.domain.cards import actions
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.kit.errors import Refusal, gettext_noop

DOCUMENT = Ask(
    "document",
    AskKind.TEXT,
    gettext_noop("Number of your identity document"),
    gettext_noop("Of the one with which you have proven who you are."),
    max_length=40,
)


@require_http_methods(["GET", "HEAD", "POST"])
def document(request: HttpRequest) -> HttpResponse:
    """Both numbers; the card is stopped if they are on record together."""
    who = visitor(request)

    def save() -> HttpResponse:
        try:
            actions.report_with_document(
                number=request.POST.get("number", ""),
                document=request.POST.get("document", ""),
                address=who.address,
                by=who.as_anybody(),
                now=who.now,
                request_id=request_id(request),
            )
        except Refusal as refusal:
            raise claims.at_its_field(refusal) from None
        return go("web:loss-documented")

    asks, more = [claims.NUMBER, DOCUMENT], {"hotlines": hotlines()}
    return form_page(request, "web/loss/document.html", asks, save, more=more)


@require_safe
def stopped(request: HttpRequest) -> HttpResponse:
    """It is stopped; nothing about the card or its holder is told here."""
    return render(request, "web/loss/documented.html", {"hotlines": hotlines()})
