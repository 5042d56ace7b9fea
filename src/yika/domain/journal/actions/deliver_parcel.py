"""Sends what waits in the outbox."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from yika.domain.journal import rules
from yika.domain.journal.actions.record import record
from yika.domain.journal.models import Parcel
from yika.domain.journal.provider import WayOut
from yika.domain.journal.rules import OutOfTime, ParcelState
from yika.domain.vault.queries import keyring
from yika.kit import envelope
from yika.kit.actor import WORKER
from yika.kit.errors import Unavailable


@dataclass(frozen=True, slots=True)
class Delivery:
    """How one attempt to send a parcel went."""

    parcel: str
    kind: str
    state: ParcelState
    trouble: Exception | None = None


def deliver_parcel(
    *, kind: str, way: WayOut, clock: Callable[[], datetime], chance: Callable[[], float]
) -> Delivery | None:
    """Hand the next due parcel of a kind to its way out and note how it went; None if none is due.

    No transaction is open while the other side is called. A worker that dies in between leaves
    the parcel claimed; when the lease has run out it is sent again, with the same reference.
    """
    parcel = _claim(kind, now=clock())
    if parcel is None:
        return None
    if parcel.valid_until and parcel.valid_until <= clock():
        _drop(parcel, now=clock())
        return Delivery(str(parcel), kind, ParcelState.TOO_LATE, OutOfTime())
    try:
        way.send(reference=parcel.reference, payload=_contents(parcel))
    except Exception as trouble:
        state = _failed(parcel, trouble, now=clock(), chance=chance)
        return Delivery(str(parcel), kind, state, trouble)
    _sent(parcel, now=clock())
    return Delivery(str(parcel), kind, ParcelState.SENT)


def _claim(kind: str, *, now: datetime) -> Parcel | None:
    """Take the parcel that is due longest, so that no other worker sends it too."""
    due = Parcel.objects.filter(
        Q(claimed_until=None) | Q(claimed_until__lte=now),
        kind=kind,
        due_at__lte=now,
    )
    if not due.exists():  # a look costs no write lock on SQLite
        return None
    with transaction.atomic():
        parcel = due.select_for_update(skip_locked=True).order_by("due_at", "id").first()
        if parcel:
            if parcel.claimed_until:  # its last worker died and could not say how it went
                parcel.state = ParcelState.UNKNOWN
            parcel.claimed_until = now + rules.LEASE
            parcel.attempts += 1
            parcel.save(update_fields=["state", "claimed_until", "attempts"])
    return parcel


def _contents(parcel: Parcel) -> Mapping[str, object]:
    try:
        plain = envelope.open_(keyring(), bytes(parcel.payload or b""), where=parcel.where)
        contents: dict[str, object] = json.loads(plain)
    except Exception as error:
        raise Unavailable(f"its payload cannot be opened: {type(error).__name__}") from error
    return contents


def _sent(parcel: Parcel, *, now: datetime) -> None:
    """It has arrived, whoever may have claimed it since; what it said is not needed any more."""
    Parcel.objects.filter(pk=parcel.pk).update(
        state=ParcelState.SENT,
        sent_at=now,
        due_at=None,
        payload=None,
        claimed_until=None,
        last_error="",
    )


@transaction.atomic
def _drop(parcel: Parcel, *, now: datetime) -> None:
    """It would arrive too late to be of use; nothing of it is kept, but that it did not leave."""
    dropped = _still_ours(parcel).update(
        state=ParcelState.TOO_LATE,
        attempts=parcel.attempts - 1,  # taken in hand, but not tried
        due_at=None,
        payload=None,
        claimed_until=None,
    )
    if dropped:
        _record("parcel.too_late", parcel, error=parcel.last_error, now=now)


@transaction.atomic
def _failed(
    parcel: Parcel, trouble: Exception, *, now: datetime, chance: Callable[[], float]
) -> ParcelState:
    """Note why, and when to try again; or give up, which the journal keeps."""
    since = parcel.failing_since or now
    due_at = rules.next_attempt(
        attempts=parcel.attempts,
        failing_since=since,
        now=now,
        jitter=chance(),
        valid_until=parcel.valid_until,
    )
    state = rules.state_after(trouble, before=ParcelState(parcel.state), too_long=due_at is None)
    given_up = state == ParcelState.GIVEN_UP
    error = rules.masked(str(trouble) or type(trouble).__name__)
    kept = {"payload": None} if given_up and parcel.valid_until else {}
    noted = _still_ours(parcel).update(
        **kept,
        state=state,
        due_at=None if given_up else due_at,
        failing_since=since,
        claimed_until=None,
        last_error=error,
    )
    if noted and given_up:
        _record("parcel.given_up", parcel, error=error, now=now)
    return state


def _record(event: str, parcel: Parcel, *, error: str, now: datetime) -> None:
    record(
        event,
        subject=str(parcel),
        by=WORKER,
        now=now,
        request_id=f"{parcel}:{parcel.attempts}",
        facts={"kind": parcel.kind, "reference": parcel.reference, "error": error},
    )


def _still_ours(parcel: Parcel) -> QuerySet[Parcel]:
    """The row, unless the lease ran out and another worker has claimed or sent it since."""
    return Parcel.objects.filter(
        pk=parcel.pk, claimed_until=parcel.claimed_until, attempts=parcel.attempts
    )
