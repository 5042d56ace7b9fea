"""What the worker does about stops: ends those whose time is over, and warns before."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from yika.domain.cards.actions.life.hold_card import hold_card
from yika.domain.cards.actions.life.tell_holder import tell_holder
from yika.domain.cards.actions.stops.end_due import end_due
from yika.domain.cards.models import Card, Stop
from yika.domain.journal.actions import record
from yika.kit import ids
from yika.kit.actor import WORKER

AT_ONCE = 100


def end_due_stops(*, now: datetime) -> int:
    """End the stops whose time is over, a portion of them; how many. Safe to repeat.

    Each card in a transaction of its own, so that nobody waits for the others.
    """
    return sum(_each(Q(until__lte=now), end_due, now=now))


def warn_of_ends(*, now: datetime) -> int:
    """Warn holders whose temporary reports are about to end, a portion of them; how many.

    Safe to repeat: each is warned once, and not of what has ended already.
    """
    return sum(_each(Q(warn_at__lte=now, until__gt=now), _warn, now=now))


def _each(due: Q, do: Callable[..., int], *, now: datetime) -> list[int]:
    rows = Stop.objects.filter(due, ended_at__isnull=True)
    cards: dict[UUID, None] = dict.fromkeys(rows.values_list("card_id", flat=True)[:AT_ONCE])
    return [_held(card, do, now=now) for card in cards]


@transaction.atomic
def _held(card: UUID, do: Callable[..., int], *, now: datetime) -> int:
    return do(hold_card(ids.show("card", card), by=WORKER), now=now)


def _warn(card: Card, *, now: datetime) -> int:
    open_ones = Stop.objects.filter(card=card, ended_at__isnull=True)
    rows = list(open_ones.filter(warn_at__lte=now, until__gt=now))
    for row in rows:
        row.warn_at = None
        row.save(update_fields=["warn_at"])
        tell_holder(
            card, "loss-ends-soon", reference=f"loss-ends-soon:{row}", until=row.until, now=now
        )
        record(
            "card.loss_warned",
            subject=card.public_id,
            issuer=card.issuer,
            by=WORKER,
            now=now,
            request_id=f"warn:{row}",
            facts={"stop": str(row)},
        )
    return len(rows)
