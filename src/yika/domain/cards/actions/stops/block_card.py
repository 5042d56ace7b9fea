"""Stops a card on the issuer's behalf, and lets it go again."""

from datetime import datetime

from django.db import transaction

from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.actions.life.tell_holder import tell_holder
from yika.domain.cards.actions.stops.hold import stops_of
from yika.domain.cards.actions.stops.place import end, ended_before, place, placed_before
from yika.domain.cards.models import Card, Stop
from yika.domain.cards.queries.cards import as_card_view
from yika.domain.cards.queries.editions import zone_of
from yika.domain.cards.queries.sold import product_sold, sold_as
from yika.domain.cards.queries.stopped.stops import stop_row
from yika.domain.cards.rules import stops as rules
from yika.domain.cards.rules.states import UNBLOCK_REASONS, State
from yika.domain.cards.rules.stops import EndedHow, StopKind, policy
from yika.domain.cards.rules.views import CardView
from yika.domain.journal.actions import record
from yika.domain.staff.actions import use_approval
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor
from yika.products.product import CardProduct


@transaction.atomic
def block_card(  # noqa: PLR0913  a block says all of this
    *,
    card: str,
    reason: str,
    note: str = "",
    scope: str = "all",
    until: datetime | None = None,
    endless: bool = False,
    approval: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> CardView:
    """Stop a card, or only its spending or loading. Its holder is told, with the reason.

    Without `until` it is for as long as one person may block. Longer, or `endless`, needs a
    second person, who approved `rules.stops.blocking(…)` under the kind `rules.stops.BLOCKING`.
    A card can be blocked several times at once. Safe to repeat: the same `request_id` gives the
    same card.
    """
    row = hold_card(card, by=by, right=Right.CARDS_BLOCK, now=now)
    if placed_before(row, StopKind.BLOCKED, by=by, request_id=request_id):
        return as_card_view(row, by)

    policy.check_stoppable(State(row.state))
    policy.check_block(reason=reason, note=note, scope=scope, until=until, now=now)
    policy.check_room(stops_of(row, by))
    product = product_sold(sold_as(row))
    end_at = _end(row, product, until=until, endless=endless, now=now)
    if policy.needs_second(product, until=end_at, now=now, zone=zone_of(row.issuer)):
        wanted = rules.blocking(card, reason=reason, scope=scope, until=end_at)
        _spend_approval(row, product, approval, wanted, by=by, now=now, request_id=request_id)

    stop = Stop(
        kind=StopKind.BLOCKED.value,
        scope=scope,
        reason=reason,
        until=end_at,
        everywhere_at=rules.everywhere_at(product, since=now, zone=zone_of(row.issuer)),
    )
    place(row, stop, note=note, by=by, now=now, request_id=request_id)
    _tell(row, stop, approval, by=by, now=now, request_id=request_id)
    return as_card_view(row, by)


@transaction.atomic
def unblock_card(
    *,
    card: str,
    reason: str,
    note: str = "",
    stop: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> CardView:
    """Lift a block: the named one, or the only one there is. What else stops the card goes on.

    Safe to repeat: the same `request_id` gives the same card.
    """
    row = hold_card(card, by=by, right=Right.CARDS_BLOCK, now=now)
    if ended_before(row, EndedHow.LIFTED, by=by, request_id=request_id):
        return as_card_view(row, by)

    block = policy.block_of(stops_of(row, by), stop)
    policy.check_reason(reason, note, UNBLOCK_REASONS)

    how, lifted = EndedHow.LIFTED, stop_row(block.id)
    end(row, lifted, how, reason=reason, note=note, by=by, now=now, request_id=request_id)
    tell_holder(row, "card-unblocked", reference=f"card-unblocked:{lifted}", now=now)
    record(
        "card.unblocked",
        subject=card,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"stop": block.id, "reason": reason},
    )
    return as_card_view(row, by)


def _tell(
    card: Card, stop: Stop, approval: str, *, by: Actor, now: datetime, request_id: str
) -> None:
    """Tell the holder why, and the journal."""
    reference = f"card-blocked:{stop}"
    tell_holder(card, "card-blocked", reference=reference, reason=stop.reason, now=now)
    record(
        "card.blocked",
        subject=card.public_id,
        issuer=card.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={
            "stop": str(stop),
            "reason": stop.reason,
            "scope": stop.scope,
            "until": stop.until.isoformat() if stop.until else "",
            "approval": approval,
        },
    )


def _end(
    card: Card, product: CardProduct, *, until: datetime | None, endless: bool, now: datetime
) -> datetime | None:
    """Until when it is to be: endless, until then, or for as long as one person may."""
    if endless:
        return None
    return until or rules.alone_until(product, now=now, zone=zone_of(card.issuer))


def _spend_approval(
    card: Card,
    product: CardProduct,
    approval: str,
    wanted: tuple[str, str, dict[str, object]],
    *,
    by: Actor,
    now: datetime,
    request_id: str,
) -> None:
    if not approval:
        alone = rules.alone_until(product, now=now, zone=zone_of(card.issuer))
        raise rules.SecondPersonNeeded(alone=alone)
    subject, digest, _ = wanted
    use_approval(
        approval=approval,
        kind=rules.BLOCKING,
        subject=subject,
        digest=digest,
        by=by,
        now=now,
        request_id=request_id,
    )
