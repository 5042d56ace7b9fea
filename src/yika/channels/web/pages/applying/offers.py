"""What can be applied for: every kind of card, what it needs and costs. Anybody may read it."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yika.channels.common import words
from yika.channels.common.art import faces
from yika.channels.common.art.card import draw
from yika.channels.common.asking.applying import documents_words, fee_words
from yika.channels.common.asking.posting import form_page, go
from yika.channels.common.visitors import request_id, visitor
from yika.domain.applications import queries
from yika.domain.applications.rules import Offer
from yika.domain.errands import actions
from yika.domain.issuers import queries as issuers


@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """Every kind of card on offer, by who issues it."""
    language = get_language() or ""
    found = queries.offers(now=visitor(request).now)
    places = {
        product.code: place
        for place, product in enumerate(faces.in_order(one.product for one in found))
    }
    found.sort(key=lambda one: places[one.product.code])
    houses = [
        {
            "name": words.in_language(issuer.name, language),
            "cards": [_line(one, language) for one in found if one.issuer == issuer.code],
        }
        for issuer in issuers.issuers()
    ]
    context = {"houses": [house for house in houses if house["cards"]]}
    return render(request, "web/applying/offers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, issuer: str, product: str) -> HttpResponse:
    """One of them; the button begins to apply for it."""
    who, language = visitor(request), get_language() or ""
    found = queries.offer(f"{issuer}/{product}", now=who.now)

    def save() -> HttpResponse:
        view = actions.begin_errand(
            kind="application",
            about=found.about,
            address=who.address,
            by=who.as_holder(),
            now=who.now,
            request_id=request_id(request),
        )
        return go("web:errand", view.id)

    house = issuers.issuer(issuer)
    more = {
        "offer": found,
        "name": words.in_language(found.product.name, language),
        "issuer": words.in_language(house.name, language),
        "hotline": house.hotline,
        "art": draw(faces.sample(found.product, language), uid="card"),
        "terms": list(_terms(found)),
        "needs": [_("A phone or an e-mail address that you can read now"), *_documents(found)],
    }
    return form_page(request, "web/applying/offer.html", [], save, more=more)


def _line(offer: Offer, language: str) -> dict[str, object]:
    return {
        "offer": offer,
        "name": words.in_language(offer.product.name, language),
        "art": draw(faces.sample(offer.product, language), uid=offer.about.replace("/", "-")),
        "meta": " · ".join([fee_words(offer), _how(offer)]),
    }


def _how(offer: Offer) -> str:
    both = len(offer.policy.ways) > 1
    sent = _("collected or sent") if both else _("sent to you")
    return sent if "send" in offer.policy.ways else _("collected at an outlet")


def _terms(offer: Offer) -> Iterator[tuple[str, str]]:
    policy = offer.policy
    yield _("What it costs"), fee_words(offer)
    yield _("How it comes to you"), _how(offer)
    yield _("Ready or on its way within"), words.lasting(policy.due)
    yield _("Kept for you when ready"), words.lasting(policy.kept)


def _documents(offer: Offer) -> Iterator[str]:
    if offer.policy.documents:
        yield _("When you collect it, one of these: {documents}").format(
            documents=documents_words(offer.policy.documents)
        )
