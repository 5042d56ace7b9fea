"""Follows a visit: ends what did not take place, and destroys what nobody came back for."""

from datetime import datetime

from django.db import transaction

from yika.domain.vault.actions import destroy_file
from yika.domain.visits.keeping.reach import reached
from yika.domain.visits.keeping.stepping import Asked, note, take_step
from yika.domain.visits.keeping.telling import tell
from yika.domain.visits.models import HomeVisit
from yika.domain.visits.rules import bundles
from yika.domain.visits.rules.refusals import UnknownVisit
from yika.domain.visits.rules.states import WAITS_FOR, Act, State
from yika.kit.actor import WORKER


@transaction.atomic
def follow_visit(*, key: str, now: datetime) -> datetime | None:
    """Due work: answers when to look again; None once there is nothing left to do.

    The clock going backwards ends nothing.
    """
    try:
        row = reached(key, by=WORKER, lock=True)
    except UnknownVisit:
        return None
    if row.ended_at is None:
        over = _over_at(row)
        if now < over:
            return over
        asked = Asked(WORKER, now, f"expire:{row}")
        tell(row, "visit-canceled", now=now)
        take_step(row, Act.EXPIRED, asked)
        note("visit.expired", row, asked)
    return _clear(row, now)


def _over_at(row: HomeVisit) -> datetime:
    """From when on an open visit will not take place any more."""
    if row.state == State.REQUESTED or row.ends_at is None:
        return row.requested_at + WAITS_FOR
    return row.ends_at + bundles.LASTS


def _clear(row: HomeVisit, now: datetime) -> datetime | None:
    """Destroy the keys and contents that waited long enough; when the next ones have."""
    waits = []
    for bundle in row.bundles.exclude(server_key=None):
        until = bundle.waits_until(bundles.HELD_FOR)
        if now < until:
            waits.append(until)
            continue
        if bundle.is_held:
            destroy_file(bundle.file, now=now)
            bundle.settled_at = now
        bundle.server_key = None
        bundle.save(update_fields=["server_key", "settled_at"])
    return min(waits, default=None)
