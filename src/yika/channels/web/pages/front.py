"""The pages that anybody may read without signing in."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from yika.channels.common import words
from yika.channels.common.art import faces
from yika.channels.common.art.card import draw
from yika.products.load import catalogue
from yika.products.product import CardProduct

HERO_STEP = 4  # every so many kinds, one lies on the table at the top of the front page


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of card as the front page shows it."""

    code: str
    name: str
    art: SafeString
    purses: list[tuple[str, list[str]]]
    validity: str


@gzip_page
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Who we are, and every kind of card there is."""
    language = get_language() or ""
    products = faces.in_order(catalogue().values())
    response = render(
        request,
        "web/front.html",
        {
            "hero": [
                draw(faces.sample(product, language), uid=f"hero{place}")
                for place, product in enumerate(reversed(products[::HERO_STEP]))
            ],
            "kinds": [_kind(product, language) for product in products],
        },
    )
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _kind(product: CardProduct, language: str) -> Kind:
    return Kind(
        product.code,
        words.in_language(product.name, language),
        draw(faces.sample(product, language), uid=product.code),
        [
            (words.in_language(purse.label, language), words.limits(purse))
            for purse in product.purses
        ],
        words.validity(product),
    )
