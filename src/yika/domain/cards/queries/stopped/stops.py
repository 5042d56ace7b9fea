"""What stops a card and did, and what a report of its loss would do."""

from datetime import datetime

from yika.domain.cards.models import Stop
from yika.domain.cards.queries import scope
from yika.domain.cards.queries.cards import card_row
from yika.domain.cards.queries.editions import zone_of
from yika.domain.cards.queries.sold import product_sold, sold_as
from yika.domain.cards.queries.stopped.rows import as_stop_view
from yika.domain.cards.rules import stops as rules
from yika.domain.cards.rules.states import State
from yika.domain.cards.rules.stops import EndedHow, LossOffer, Report, StopView, policy
from yika.kit.actor import Actor


def stops(card: str, by: Actor) -> list[StopView]:
    """Everything that stops a card or ever did, the newest first."""
    row = card_row(card)
    scope.check_sees(row, by)
    rows = Stop.objects.filter(card=row).order_by("-since", "-id")
    return [as_stop_view(one, by) for one in rows]


def stop(id: str, by: Actor) -> StopView:  # noqa: A002  it is the stop's
    """One stop by its id; that of a card which is not for the one who asks is unknown."""
    row = stop_row(id)
    if not scope.may_touch(row.card, by):
        raise rules.UnknownStop(thing="stop", name=id)
    scope.check_sees(row.card, by)
    return as_stop_view(row, by)


def stop_row(id: str) -> Stop:  # noqa: A002  it is the stop's
    """The row of a stop with its card, for this noun only."""
    key = scope.key_of("stop", id, otherwise=rules.UnknownStop)
    row = Stop.objects.select_related("card").filter(pk=key).first()
    if row is None:
        raise rules.UnknownStop(thing="stop", name=id)
    return row


def loss_offer(card: str, by: Actor, *, now: datetime) -> LossOffer:
    """What reporting this card lost would do; refused with what stands in the way."""
    row = card_row(card)
    scope.check_sees(row, by)
    policy.check_stoppable(State(row.state))
    product = product_sold(sold_as(row))
    loss = policy.check_report(product, formal=True, credential="all", named=bool(row.holder))
    return rules.loss_offer(card, product, loss, now=now, zone=zone_of(row.issuer))


def loss_reports(card: str) -> list[Report]:
    """The reports of a card's loss as the rule of liability wants them (`rules.who_bears`).

    A temporary report that was made formal was a mistake if the formal one was.
    """
    row = card_row(card)
    rows = [one for one in Stop.objects.filter(card=row) if rules.StopKind(one.kind).is_loss]
    mistaken = {one.id for one in rows if one.ended_how == EndedHow.MISTAKEN}
    mistaken |= {one.follows for one in rows if one.id in mistaken and one.follows}
    return [
        Report(
            reported_at=one.since,
            known_everywhere_at=one.everywhere_at,
            ended_at=one.ended_at,
            mistaken=one.id in mistaken,
        )
        for one in rows
    ]
