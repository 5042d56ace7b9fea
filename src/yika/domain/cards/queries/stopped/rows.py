"""Rows of stops as values, for the rest of this noun."""

from collections.abc import Iterable
from uuid import UUID

from yika.domain.cards.models import Card, Stop
from yika.domain.cards.rules.stops import Credential, EndedHow, StopKind, StopScope, StopView
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids
from yika.kit.actor import Actor, ActorKind


def open_stops(cards: Iterable[Card], by: Actor) -> dict[UUID, tuple[StopView, ...]]:
    """What stops these cards now, the oldest first; in one look for all of them."""
    wanted = [card.id for card in cards]
    if not wanted:
        return {}
    rows = Stop.objects.filter(card__in=wanted, ended_at__isnull=True).order_by("since", "id")
    found: dict[UUID, tuple[StopView, ...]] = {}
    for row in rows:
        found[row.card_id] = (*found.get(row.card_id, ()), as_stop_view(row, by))
    return found


def as_stop_view(row: Stop, by: Actor) -> StopView:
    """One row as a value. Notes and names of staff are for the issuer only."""
    inside = by.kind is not ActorKind.HOLDER
    return StopView(
        id=str(row),
        card=ids.show("card", row.card_id),
        kind=StopKind(row.kind),
        scope=StopScope(row.scope),
        credential=Credential(row.credential),
        reason=row.reason,
        note=_note(row) if inside else "",
        lost_at=row.lost_at,
        since=row.since,
        until=row.until,
        everywhere_at=row.everywhere_at,
        channel=row.channel,
        by=row.actor_id if inside else "",
        follows=ids.show("stop", row.follows) if row.follows else "",
        ended_at=row.ended_at,
        ended_how=EndedHow(row.ended_how) if row.ended_how else None,
    )


def _note(row: Stop) -> str:
    if not row.note:
        return ""
    return envelope.open_(keyring(), row.note, where=row.note_place).decode()
