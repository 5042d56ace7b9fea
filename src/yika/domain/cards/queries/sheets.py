"""What is printed on the cards of a batch."""

from collections.abc import Iterator

from django.conf import settings

from yika.domain.cards.models import Batch, Card
from yika.domain.cards.rules import codes
from yika.domain.cards.rules.views import SheetRow
from yika.domain.vault.queries import keyring


def sheet(batch: Batch, *, first: int, last: int) -> Iterator[SheetRow]:
    """The pieces from the first to the last, in their order; the same however often it is asked."""
    keys = keyring()
    cards = Card.objects.filter(batch=batch, piece__range=(first, last)).order_by("piece")
    for piece, number, card, version in cards.values_list("piece", "number", "id", "key_version"):
        key = keys.key("index", version)
        yield SheetRow(
            piece=piece,
            number=number,
            qr=codes.qr_text(settings.CONFIG.base_url, codes.qr_token(key, card)),
            code=codes.printed_code(key, card),
        )
