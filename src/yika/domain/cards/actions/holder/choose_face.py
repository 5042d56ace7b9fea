"""Chooses how a card looks to its holder."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards.actions.holder.own_card import own_card
from yika.domain.cards.actions.life.take_step import change
from yika.domain.cards.queries.cards import as_card_view
from yika.domain.cards.rules import faces
from yika.domain.cards.rules.views import CardView
from yika.domain.journal.actions import record
from yika.kit.actor import Actor


@transaction.atomic
def choose_face(*, card: str, face: str, by: Actor, now: datetime, request_id: str) -> CardView:
    """Choose one of `rules.FACES` for one's own card; empty for the look the issuer gave it.

    Safe to repeat.
    """
    row = own_card(card, by=by)
    faces.check_face(face)

    change(row, face=face)
    record(
        "card.face_chosen",
        subject=card,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"face": face},
    )
    return as_card_view(row, by)
