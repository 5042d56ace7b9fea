"""Guides: every kind of card and every errand with it, told from the policy to anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yika.channels.common import words
from yika.channels.common.art import faces
from yika.channels.common.art.card import draw
from yika.channels.common.directory import guides as directory
from yika.channels.common.visitors import visitor
from yika.domain.errands import queries
from yika.domain.errands.rules.guides import CardGuide
from yika.domain.issuers import queries as issuers
from yika.products.product import CardProduct

BEGIN = {"activation": "web:activate", "application": "web:offers", "loss": "web:loss"}
"""Where an errand is begun on the web."""


@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """Every kind of card there is, by who issues it."""
    language, now = get_language() or "", visitor(request).now
    cards = queries.card_guides(now=now)
    by_code = {code: place for place, code in enumerate(_order(cards))}
    houses = [
        {
            "name": words.in_language(issuer.name, language),
            "cards": [
                {
                    "guide": card,
                    "name": words.in_language(card.name, language),
                    "art": draw(
                        faces.sample(card.product, language), uid=f"{card.issuer}-{card.code}"
                    ),
                    "errands": [_(guide.title) for guide in card.guides],
                }
                for card in sorted(cards, key=lambda card: by_code[card.code])
                if card.issuer == issuer.code
            ],
        }
        for issuer in issuers.issuers()
    ]
    context = {"houses": [house for house in houses if house["cards"]]}
    return render(request, "web/guides.html", context)


@require_safe
def card(request: HttpRequest, issuer: str, product: str) -> HttpResponse:
    """One kind of card: what it holds, what can be done with it, how to keep it well."""
    language, now = get_language() or "", visitor(request).now
    found = queries.card_guide(issuer, product, now=now)
    house = issuers.issuer(issuer)
    context = {
        "guide": found,
        "name": words.in_language(found.name, language),
        "issuer": words.in_language(house.name, language),
        "hotline": house.hotline,
        "art": draw(faces.sample(found.product, language), uid="card"),
        "facts": list(_facts(found.product, language)),
        "errands": [(one, _(one.title), directory.minutes(one)) for one in found.guides],
        "care": directory.care(found),
    }
    return render(request, "web/guide_card.html", context)


@require_safe
def errand(request: HttpRequest, issuer: str, product: str, kind: str) -> HttpResponse:
    """One errand with one kind of card, step by step."""
    now = visitor(request).now
    found = directory.told(queries.card_guide(issuer, product, now=now), kind, now=now)
    context = {"guide": found, "begin": _begin(kind, issuer, product)}
    return render(request, "web/guide.html", context)


def _begin(kind: str, issuer: str, product: str) -> str:
    if kind == "real-name":
        return reverse("web:prove", args=[issuer, product])
    return reverse(BEGIN[kind]) if kind in BEGIN else ""


def _order(cards: list[CardGuide]) -> list[str]:
    return [product.code for product in faces.in_order(card.product for card in cards)]


def _facts(product: CardProduct, language: str) -> list[tuple[str, str]]:
    facts = [
        (words.in_language(purse.label, language), " · ".join(words.limits(purse)))
        for purse in product.purses
    ]
    if product.pin:
        facts.append((_("PIN"), _("{count} digits").format(count=product.pin.digits)))
    return [*facts, (_("Validity"), words.validity(product))]
