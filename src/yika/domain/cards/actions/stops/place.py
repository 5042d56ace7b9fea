"""Puts a stop on a card that is held, and takes it away again: once, and for good."""

from datetime import datetime

from django.db.models import Q

from yika.domain.cards import rules
from yika.domain.cards.actions.stops.settle import settle
from yika.domain.cards.models import Card, CardStep, Stop
from yika.domain.cards.rules.stops import EndedHow, StopKind
from yika.domain.cards.rules.stops.kinds import END_REASONS, STEP_REASONS
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids
from yika.kit.actor import Actor


def placed_before(card: Card, *kinds: StopKind, by: Actor, request_id: str) -> bool:
    """Whether this request put a stop of this kind. Refuses it for anything else."""
    return _done_before(card, by, request_id, placing=True, words=set(kinds))


def ended_before(card: Card, *hows: EndedHow, by: Actor, request_id: str) -> bool:
    """Whether this request ended a stop in this way. Refuses it for anything else."""
    return _done_before(card, by, request_id, placing=False, words=set(hows))


def _done_before(
    card: Card, by: Actor, request_id: str, *, placing: bool, words: set[StopKind] | set[EndedHow]
) -> bool:
    request = ids.request_key(request_id)
    ours = Q(request=request) if placing else Q(ended_by_request=request)
    row = Stop.objects.filter(ours, card=card).first()
    if row is None:
        other = Q(request=request) | Q(ended_by_request=request)
        stops, steps = Stop.objects.filter(other, card=card), CardStep.objects.filter(card=card)
        if stops.exists() or steps.filter(request=request).exists():
            raise rules.CardRequestReused
        return False
    who, what = (row.actor_id, row.kind) if placing else (row.ended_by, row.ended_how)
    if who != by.id or what not in words:
        raise rules.CardRequestReused
    return True


def place(
    card: Card, stop: Stop, *, note: str = "", by: Actor, now: datetime, request_id: str
) -> None:
    """Write a new stop of a card that is held, and bring the card in line with it."""
    add(card, stop, note=note, by=by, now=now, request_id=request_id)
    reason = STEP_REASONS.get(StopKind(stop.kind), stop.reason)
    settle(card, reason=reason, note=note, by=by, now=now, request_id=request_id)


def add(
    card: Card, stop: Stop, *, note: str = "", by: Actor, now: datetime, request_id: str
) -> None:
    """Write a new stop, without what follows from it."""
    stop.card, stop.issuer, stop.since = card, card.issuer, now
    stop.actor_kind, stop.actor_id, stop.channel = by.kind, by.id, by.channel
    stop.request = ids.request_key(request_id)
    if note.strip():
        stop.note = envelope.seal(keyring(), note.strip().encode(), where=stop.note_place)
    stop.save(force_insert=True)


def end(
    card: Card,
    stop: Stop,
    how: EndedHow,
    *,
    reason: str = "",
    note: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> None:
    """End a stop of a card that is held, and bring the card in line with what is left."""
    close(stop, how, at=now, by=by, request_id=request_id)
    why = reason or END_REASONS[how]
    settle(card, reason=why, note=note, by=by, now=now, request_id=request_id)


def close(stop: Stop, how: EndedHow, *, at: datetime, by: Actor, request_id: str) -> None:
    """Write down the end of a stop, without what follows from it."""
    stop.ended_at, stop.ended_how = at, how
    stop.ended_by, stop.ended_by_request = by.id, ids.request_key(request_id)
    stop.warn_at = None
    stop.save(update_fields=["ended_at", "ended_how", "ended_by", "ended_by_request", "warn_at"])
