"""Forgets what a holder called his cards."""

from django.db import transaction

from yika.domain.cards.models import Card
from yika.kit import ids


@transaction.atomic
def forget_names(*, holder: str) -> int:
    """Destroy the names a holder gave to his cards, one card after the other; how many."""
    named = Card.objects.filter(holder=ids.read("hld", holder), label__isnull=False)
    keys = list(named.order_by("id").values_list("pk", flat=True))
    return sum(Card.objects.filter(pk=key).update(label=None) for key in keys)
