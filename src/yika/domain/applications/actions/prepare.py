"""Puts a card aside for an application, and has it wait at its outlet."""

from datetime import datetime
from typing import Any

from django.db import transaction

from yika.domain.applications import queries, rules
from yika.domain.applications.actions.keeping.card_of import card_of, serving
from yika.domain.applications.actions.keeping.step import (
    check_step,
    free_card,
    later,
    seen,
    serve,
    take_step,
)
from yika.domain.applications.actions.keeping.tell import tell
from yika.domain.applications.models import Application
from yika.domain.applications.rules import Act, ApplicationView, Way
from yika.domain.cards import actions as cards
from yika.domain.cards.queries import find_card
from yika.domain.cards.rules import CardView
from yika.domain.cards.rules import State as CardState
from yika.domain.journal.actions import schedule
from yika.kit import ids
from yika.kit.actor import Actor

EXPIRY = "applications.expire"


@transaction.atomic
def assign_card(
    *, application: str, card: str, by: Actor, now: datetime, request_id: str
) -> ApplicationView:
    """Put a card of the stock aside, by its number or the text of its code, for the holder.

    One that came back and was not found again yet is so by this. Another one that was put aside
    before is free again. Safe to repeat with the same `request_id`.
    """
    row = serve(application, by=by)
    if seen(row, Act.CARD_CHOSEN, by=by, request_id=request_id):
        return queries.as_view(row, by)

    after = check_step(row, Act.CARD_CHOSEN)
    found = find_card(card, serving(by))
    _check_fits(row, found)

    who: dict[str, Any] = {"by": serving(by), "now": now, "request_id": request_id}
    if found.state is CardState.UNDELIVERABLE:
        cards.find_again(card=found.id, **who)
    if row.card and row.card != ids.read("card", found.id):
        free_card(row, by=by, now=now, request_id=request_id)
    kept = cards.keep_card(card=found.id, holder=ids.show("hld", row.holder), **who)
    if row.way == Way.COLLECT and row.outlet != ids.read("out", kept.outlet):
        raise rules.OtherOutlet
    take_step(
        row,
        Act.CARD_CHOSEN,
        after,
        by=by,
        now=now,
        request_id=request_id,
        card=ids.read("card", found.id),
    )
    return queries.as_view(row, by)


@transaction.atomic
def ready_to_collect(
    *, application: str, by: Actor, now: datetime, request_id: str
) -> ApplicationView:
    """Tell the holder that his card waits for him, and until when.

    Safe to repeat with the same `request_id`.
    """
    row = serve(application, by=by)
    if seen(row, Act.READIED, by=by, request_id=request_id):
        return queries.as_view(row, by)

    after = check_step(row, Act.READIED)
    if row.way != Way.COLLECT:
        raise rules.NotThisWay
    check_put_aside(row)

    until = later(now, queries.policy_of(row).kept)
    take_step(row, Act.READIED, after, by=by, now=now, request_id=request_id, collect_until=until)
    schedule(kind=EXPIRY, key=str(row), due_at=until)
    tell(row, "application-ready", now=now)
    return queries.as_view(row, by)


def check_put_aside(row: Application) -> None:
    """Refuse to go on without the card; one that came back has to be put aside anew."""
    if row.card is None or card_of(row).state is not CardState.IN_STOCK:
        raise rules.NoCardYet


def _check_fits(row: Application, card: CardView) -> None:
    if card.product != row.product or card.issuer != row.issuer:
        raise rules.OtherKind
    if row.number_chosen and row.card and ids.show("card", row.card) != card.id:
        raise rules.OtherNumber(number=card_of(row).number)
