"""Names a card in its holder's own words."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards.actions.holder.own_card import own_card
from yika.domain.cards.actions.life.take_step import change
from yika.domain.cards.queries.cards import as_card_view
from yika.domain.cards.rules import faces
from yika.domain.cards.rules.views import CardView
from yika.domain.journal.actions import record
from yika.domain.vault.queries import keyring
from yika.kit import envelope
from yika.kit.actor import Actor


@transaction.atomic
def name_card(*, card: str, label: str, by: Actor, now: datetime, request_id: str) -> CardView:
    """Call one's own card something; an empty name takes it away. Kept encrypted.

    Safe to repeat.
    """
    row = own_card(card, by=by)
    label = faces.normal_label(label)
    faces.check_label(label)

    sealed = envelope.seal(keyring(), label.encode(), where=row.label_place) if label else None
    change(row, label=sealed)
    record(
        "card.named",
        subject=card,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
    )
    return as_card_view(row, by)
