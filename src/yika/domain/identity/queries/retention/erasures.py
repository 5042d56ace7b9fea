"""Wishes to be forgotten, as values."""

from uuid import UUID

from yika.domain.identity.models import EraseRequest
from yika.domain.identity.rules.retention.erasure import EraseView, Obstacle, State, UnknownWish
from yika.domain.people.queries import seen_holder
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind


def erasure(wish: str, *, by: Actor) -> EraseView:
    """One wish, for the holder himself and the system."""
    row = EraseRequest.objects.filter(pk=wish_key(wish)).first()
    if row is None or not _may_know(row, by):
        raise UnknownWish
    return erase_view(row)


def erasures_of(holder: str, *, by: Actor) -> list[EraseView]:
    """All wishes of a holder, the newest first. For himself."""
    person = seen_holder(holder, by)
    rows = EraseRequest.objects.filter(holder=ids.read("hld", person.id)).order_by("-id")
    return [erase_view(row) for row in rows if _may_know(row, by)]


def erase_view(row: EraseRequest) -> EraseView:
    return EraseView(
        id=str(row),
        holder=ids.show("hld", row.holder),
        state=State(row.state),
        asked_at=row.asked_at,
        due_at=row.due_at,
        ended_at=row.ended_at,
        obstacles=tuple(map(Obstacle, row.told.get("obstacles", ()))),
        destroyed=row.told.get("destroyed", {}),
        kept=row.told.get("kept", {}),
    )


def wish_key(wish: str) -> UUID:
    """The key behind a public id; what is no id is a wish that does not exist."""
    try:
        return ids.read("erase", wish)
    except ValueError:
        raise UnknownWish from None


def _may_know(row: EraseRequest, by: Actor) -> bool:
    return by.kind is ActorKind.SYSTEM or by.id == ids.show("hld", row.holder)
