"""Activates a card: from now on it can be used."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards import queries
from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.actions.life.take_step import seen_step, take_step
from yika.domain.cards.actions.life.tell_holder import tell_holder
from yika.domain.cards.actions.stops.settle import follow_purses
from yika.domain.cards.models import Card
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import as_card_view, check_activable, last_day, next_place
from yika.domain.cards.queries.sold import product_sold, sold_as
from yika.domain.cards.queries.whose.gates import check_real_name, used_by
from yika.domain.cards.rules.names import TooManyCards
from yika.domain.cards.rules.states import Reason, State
from yika.domain.cards.rules.views import CardView
from yika.domain.identity.actions.places import hold_person
from yika.domain.journal.actions import record
from yika.domain.ledger.actions import open_purses
from yika.domain.organizations.queries import is_organization
from yika.domain.people.actions import acquaint
from yika.kit.actor import Actor
from yika.products.product import CardProduct


@transaction.atomic
def activate_card(
    *, card: str, holder: str = "", by: Actor, now: datetime, request_id: str
) -> CardView:
    """Put a card that was handed out into use, for its holder or without a name.

    Its purses are opened, its last day is counted from today, and the issuer may know its holder
    from now on. Safe to repeat: the same `request_id` gives the same card.
    """
    row = hold_card(card, by=by, now=now)
    scope.check_serves(row, by)
    if seen_step(row, State.ACTIVE, by=by, request_id=request_id):
        return as_card_view(row, by)

    holder = _who(row, holder, by)
    product = product_sold(sold_as(row))
    check_activable(row, product, holder=holder, now=now)
    check_real_name(row, product, holder=holder, now=now)
    _check_place(row, product, holder)

    if product.purses:
        open_purses(
            issuer=row.issuer, product=product, card=card, by=by, now=now, request_id=request_id
        )
        follow_purses(row, product, by=by, now=now, request_id=request_id)

    _put_into_use(row, product, holder, by=by, now=now, request_id=request_id)
    if holder:
        acquaint(holder=holder, issuer=row.issuer, by=by, now=now, request_id=request_id)
        tell_holder(row, "card-activated", reference=f"card-activated:{card}", now=now)
    record(
        "card.activated",
        subject=card,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"holder": holder, "product": row.product, "edition": row.edition},
    )
    return as_card_view(row, by)


def _who(row: Card, holder: str, by: Actor) -> str:
    """Whose card it becomes: a holder activates for himself, others for whom they name."""
    if scope.is_holder(by):
        return scope.signed_in(by)
    return holder or scope.holder_id(row)


def _check_place(row: Card, product: CardProduct, holder: str) -> None:
    """Refuse one card too many of a person; those who count at once do so one after the other.

    An organization is not one person: how many cards it has is between it and its issuer.
    """
    limit = product.real_name.cards_per_person if product.real_name else None
    if limit is None or not holder or is_organization(holder):
        return
    holders = hold_person(holder=holder, issuer=row.issuer, product=row.product)
    if used_by(holders, row) >= limit:
        raise TooManyCards(limit=limit)


def _put_into_use(
    row: Card, product: CardProduct, holder: str, *, by: Actor, now: datetime, request_id: str
) -> None:
    key = scope.key_of("hld", holder) if holder else None
    take_step(
        row,
        State.ACTIVE,
        reason=Reason.ACTIVATED,
        by=by,
        now=now,
        request_id=request_id,
        holder=key,
        place=row.place or next_place(key),
        activated_at=now,
        valid_until=last_day(product, activated_on=queries.today(row.issuer, now)),
    )
