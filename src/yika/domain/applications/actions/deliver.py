"""Gives the card to its holder: over the counter, or to whoever carries it."""

from datetime import datetime

from django.db import transaction

from yika.domain.applications import queries, rules
from yika.domain.applications.actions.keeping.card_of import serving
from yika.domain.applications.actions.keeping.step import check_step, seen, serve, take_step
from yika.domain.applications.actions.keeping.tell import tell
from yika.domain.applications.actions.prepare import check_put_aside
from yika.domain.applications.models import Application
from yika.domain.applications.rules import Act, ApplicationView, Way
from yika.domain.cards import actions as cards
from yika.domain.cards.rules import Reason
from yika.kit import ids
from yika.kit.actor import Actor

TEXT_MAX = 40


@transaction.atomic
def give_at_counter(
    *, application: str, document: str = "", by: Actor, now: datetime, request_id: str
) -> ApplicationView:
    """Hand over a card that was ready, to its holder himself, who shows the document asked for.

    From now on only he can activate it. Safe to repeat with the same `request_id`.
    """
    row = serve(application, by=by)
    if seen(row, Act.COLLECTED, by=by, request_id=request_id):
        return queries.as_view(row, by)

    after = check_step(row, Act.COLLECTED)
    documents = queries.policy_of(row).documents
    if documents and document not in documents:
        raise rules.DocumentNeeded(field="document")

    _hand_out(row, Reason.HANDED_OVER, by=by, now=now, request_id=request_id)
    take_step(
        row,
        Act.COLLECTED,
        after,
        reason=document if documents else "",
        by=by,
        now=now,
        request_id=request_id,
    )
    return queries.as_view(row, by)


@transaction.atomic
def send_card(
    *,
    application: str,
    carrier: str,
    tracking: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> ApplicationView:
    """Note that the card is on its way, who carries it, and the number to follow it by.

    Only its holder can activate it, wherever it gets to. Safe to repeat.
    """
    row = serve(application, by=by)
    if seen(row, Act.SENT, by=by, request_id=request_id):
        return queries.as_view(row, by)

    after = check_step(row, Act.SENT)
    if row.way != Way.SEND:
        raise rules.NotThisWay
    check_put_aside(row)
    carrier, tracking = " ".join(carrier.split()), "".join(tracking.split())
    for field, text in (("carrier", carrier), ("tracking", tracking)):
        if not 0 < len(text) <= TEXT_MAX or not text.isprintable():
            raise rules.CarrierNeeded(field=field)

    _hand_out(row, Reason.MAILED, by=by, now=now, request_id=request_id)
    told = {"carrier": carrier, "tracking": tracking}
    take_step(row, Act.SENT, after, by=by, now=now, request_id=request_id, **told)
    tell(row, "application-sent", now=now)
    return queries.as_view(row, by)


def _hand_out(
    row: Application, reason: Reason, *, by: Actor, now: datetime, request_id: str
) -> None:
    assert row.card is not None  # it would not be ready otherwise
    cards.hand_out(
        card=ids.show("card", row.card),
        holder=ids.show("hld", row.holder),
        reason=reason.value,
        by=serving(by),
        now=now,
        request_id=request_id,
    )
