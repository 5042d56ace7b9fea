"""What an issuer sells: the editions in force, and what their activation asks for."""

from datetime import date
from typing import Any

from ninja import Path

from yika.channels.api.shapes.guides import CardGuide, card_guide
from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.operations import Resource
from yika.channels.api.terms.paging import Page
from yika.channels.api.terms.shapes import ProductCode, Shape, Words
from yika.domain.cards import queries
from yika.domain.cards.rules import Edition
from yika.domain.errands import queries as errands
from yika.domain.errands.rules import asks
from yika.kit.errors import gettext_noop
from yika.products.tables.activation import Activation as ActivationTable

resource = Resource(
    "products",
    gettext_noop("Products"),
    gettext_noop("The kinds of card, by the edition in force today."),
)


class ActivationStep(Shape):
    """One step of an activation. `forms` are JSON Schemas of what may be given there."""

    name: str
    optional: bool
    forms: list[dict[str, Any]]


class Activation(Shape):
    steps: list[ActivationStep]
    expires: str


class Product(Shape):
    code: ProductCode
    edition: int
    effective_on: date
    name: Words
    activation: Activation | None


@resource.reads(
    "/products",
    summary=gettext_noop("List products"),
    about=gettext_noop("All of them on one page."),
    gives=Page[Product],
    scope=None,
    machines=True,
)
def list_products(request: ApiRequest) -> Page[Product]:
    by, today = request.call.by, queries.today(request.call.by.issuer, request.call.now)
    codes = dict.fromkeys(one.product.code for one in queries.editions(by.issuer))
    found = (queries.find_edition_in_force(by.issuer, code, today) for code in codes)
    return Page(data=[_shape(one) for one in found if one], has_more=False, next_cursor=None)


@resource.reads(
    "/products/{product}",
    summary=gettext_noop("Get a product"),
    gives=Product,
    scope=None,
    machines=True,
)
def get_product(request: ApiRequest, product: Path[ProductCode]) -> Product:
    issuer = request.call.by.issuer
    return _shape(
        queries.edition_in_force(issuer, product, queries.today(issuer, request.call.now))
    )


@resource.reads(
    "/guides",
    summary=gettext_noop("List guides"),
    about=gettext_noop(
        "For each kind of card its errands, made from the policy in force. All on one page."
    ),
    gives=Page[CardGuide],
    scope=None,
    machines=True,
)
def list_guides(request: ApiRequest) -> Page[CardGuide]:
    found = errands.card_guides(now=request.call.now, issuer=request.call.by.issuer)
    return Page(data=[card_guide(one) for one in found], has_more=False, next_cursor=None)


@resource.reads(
    "/guides/{product}",
    summary=gettext_noop("Get the guides to a kind of card"),
    gives=CardGuide,
    scope=None,
    machines=True,
)
def get_guide(request: ApiRequest, product: Path[ProductCode]) -> CardGuide:
    return card_guide(errands.card_guide(request.call.by.issuer, product, now=request.call.now))


def _shape(edition: Edition) -> Product:
    return Product(
        code=edition.product.code,
        edition=edition.number,
        effective_on=edition.effective_on,
        name=Words.of(edition.product.name),
        activation=_activation(edition.product.activation),
    )


def _activation(table: ActivationTable | None) -> Activation | None:
    if table is None:
        return None
    forms = errands.forms()
    return Activation(
        expires=str(table.expires),
        steps=[
            ActivationStep(
                name=name,
                optional=name in table.optional,
                forms=[asks.schema(form) for form in forms.get(name, ())],
            )
            for name in table.steps
        ],
    )
