"""The content of a product apart from how its file is written: comments and the order of keys."""

import json
from hashlib import sha256

from yika.kit.seals import canonical
from yika.products.product import CardProduct


def content(product: CardProduct) -> str:
    """The same text for every way to write the same product; another for any other product.

    What equals its default is left out, so that a key added to the schema later does not
    change the content of products that do not use it.
    """
    tables = product.model_dump(by_alias=True, exclude_defaults=True)
    return canonical(tables).decode()


def digest(text: str) -> str:
    """The fingerprint of a content."""
    return sha256(text.encode()).hexdigest()


def read(text: str) -> CardProduct:
    """The product again from its content."""
    return CardProduct.model_validate(json.loads(text))
