"""Ends the stops of one card whose time is over, each exactly once and from its own moment on."""

from datetime import datetime

from yika.domain.cards.actions.life.tell_holder import tell_holder
from yika.domain.cards.actions.stops.place import close
from yika.domain.cards.actions.stops.settle import settle
from yika.domain.cards.models import Card, Stop
from yika.domain.cards.rules.stops import EndedHow, StopKind
from yika.domain.cards.rules.stops.kinds import END_REASONS
from yika.domain.journal.actions import record
from yika.kit.actor import WORKER

TOLD_AS = {
    StopKind.LOSS_TEMPORARY: "loss-over",
    StopKind.FROZEN: "card-thawed",
    StopKind.BLOCKED: "card-unblocked",
}


def end_due(card: Card, *, now: datetime) -> int:
    """End what stopped a card that is held, and should have ended by now; how many that were.

    They count as ended at their own time, also when that was noticed late.
    """
    if not card.stops:
        return 0
    due = Stop.objects.filter(card=card, ended_at__isnull=True, until__lte=now)
    rows = list(due.order_by("until", "id"))
    for row in rows:
        _end(card, row, row.until or now, now=now)
    return len(rows)


def _end(card: Card, row: Stop, at: datetime, *, now: datetime) -> None:
    request_id = f"over:{row}"
    close(row, EndedHow.RAN_OUT, at=at, by=WORKER, request_id=request_id)
    reason = END_REASONS[EndedHow.RAN_OUT]
    settle(card, reason=reason, at=at, by=WORKER, now=now, request_id=request_id)
    tell_holder(card, TOLD_AS[StopKind(row.kind)], reference=f"over:{row}", now=now)
    record(
        "card.stop_over",
        subject=card.public_id,
        issuer=card.issuer,
        by=WORKER,
        now=now,
        request_id=request_id,
        facts={"stop": str(row), "kind": row.kind, "until": at.isoformat()},
    )
