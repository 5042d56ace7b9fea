"""Names who uses a card of an organization besides those who act for it."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.queries import scope
from yika.domain.organizations import actions as organizations
from yika.domain.organizations.rules import CardOfAPerson, UserView
from yika.kit.actor import Actor


@transaction.atomic
def name_user(
    *, card: str, person: str, words: str = "", by: Actor, now: datetime, request_id: str
) -> UserView:
    """Let a person use a card that is an organization's, within what these words say.

    By who acts for it, or by staff. Safe to repeat. `organizations.actions.end_user` ends it.
    """
    row = hold_card(card, by=by)
    if not row.holder:
        raise CardOfAPerson
    return organizations.add_user(
        organization=scope.holder_id(row),
        card=card,
        person=person,
        words=words,
        by=by,
        now=now,
        request_id=request_id,
    )
