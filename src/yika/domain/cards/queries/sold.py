"""The editions that cards were sold under. An approved one never changes, so it is read once."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q

from yika.domain.cards import rules
from yika.domain.cards.models import Card, ProductEdition
from yika.products import content
from yika.products.product import CardProduct

EDITIONS_KEPT = 512  # a few for each product on sale


class Sold(NamedTuple):
    """What names the edition that a card was sold under."""

    issuer: str
    product: str
    edition: int


_kept: dict[Sold, CardProduct] = {}


def sold_as(row: Card) -> Sold:
    """The edition of a card."""
    return Sold(row.issuer, row.product, row.edition)


def product_sold(sold: Sold) -> CardProduct:
    """The product as an edition says it."""
    return products_sold([sold])[sold]


def products_sold(wanted: Iterable[Sold]) -> dict[Sold, CardProduct]:
    """Each edition's product. Refuses an edition that is unknown or not what was proposed."""
    wanted = set(wanted)
    found = {sold: kept for sold in wanted if (kept := _kept.get(sold))}
    if missing := wanted - found.keys():
        found |= _read(missing)
    for sold in wanted - found.keys():
        raise rules.UnknownEdition(**sold._asdict())
    return found


def forget_products() -> None:
    """What was read is read anew: for who replaces the database under a running process."""
    _kept.clear()


def _read(missing: set[Sold]) -> dict[Sold, CardProduct]:
    which = reduce(or_, (Q(**sold._asdict()) for sold in missing))
    rows = ProductEdition.objects.filter(which)
    found = {}
    for row in rows:
        sold = Sold(row.issuer, row.product, row.edition)
        found[sold] = _product(row)
        if row.approved_at is not None:
            _keep(sold, found[sold])
    return found


def _product(row: ProductEdition) -> CardProduct:
    if content.digest(row.content) != row.digest:
        raise rules.ContentChanged(product=row.product, edition=row.edition)
    return content.read(row.content)


def _keep(sold: Sold, product: CardProduct) -> None:
    if len(_kept) >= EDITIONS_KEPT:
        _kept.clear()
    _kept[sold] = product
