"""Locks the editions of a product while one of them is added or approved."""

from yika.domain.cards.models import ProductEdition


def hold_editions(issuer: str, product: str) -> list[ProductEdition]:
    """The editions of a product, the oldest first. Nobody else approves one until we are done."""
    rows = ProductEdition.objects.select_for_update().filter(issuer=issuer, product=product)
    return list(rows.order_by("edition"))
