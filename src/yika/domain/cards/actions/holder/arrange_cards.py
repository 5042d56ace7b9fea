"""Puts a holder's cards in the order he likes."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from yika.domain.cards.models import Card
from yika.domain.cards.queries import cards_of, scope
from yika.domain.cards.rules import faces
from yika.domain.cards.rules.views import CardView
from yika.domain.journal.actions import record
from yika.kit.actor import Actor


@transaction.atomic
def arrange_cards(
    *, cards: Sequence[str], by: Actor, now: datetime, request_id: str
) -> list[CardView]:
    """Keep this order of all of one's own cards, over all issuers. Safe to repeat."""
    holder = scope.signed_in(by)
    faces.check_arrangement(list(cards), [card.id for card in cards_of(holder, by)])

    for place, card in enumerate(cards, start=1):
        Card.objects.filter(pk=scope.key_of("card", card)).update(place=place)
    record("cards.arranged", subject=holder, by=by, now=now, request_id=request_id)
    return cards_of(holder, by)
