"""Finds a holder for somebody who may know of him. For everybody else he does not exist."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from yika.domain.people.models import Acquaintance, Holder
from yika.domain.people.rules import UnknownHolder
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, check_may

IN_OFFICE = frozenset({ActorKind.STAFF, ActorKind.API_KEY})


def reached(holder: str, *, by: Actor) -> Holder:
    """The holder himself asks, or an issuer he has dealt with, or the system."""
    return _one(Holder.objects.all(), holder, by)


def held(holder: str, *, by: Actor, right: str = "") -> Holder:
    """The same, and nobody else changes him until the transaction ends.

    Staff and programs need the right, if one is named; a machine stands for who is before it.
    """
    row = _one(Holder.objects.select_for_update(no_key=True), holder, by)
    if right and by.kind in IN_OFFICE:
        check_may(by, right, by.issuer)
    return row


def _one(rows: QuerySet[Holder], holder: str, by: Actor) -> Holder:
    key = _key(holder)
    row = _known_to(rows, key, by).filter(pk=key).first()
    if row is None:
        raise UnknownHolder
    return row


def _known_to(rows: QuerySet[Holder], holder: UUID, by: Actor) -> QuerySet[Holder]:
    match by.kind:
        case ActorKind.SYSTEM:
            return rows
        case ActorKind.HOLDER:
            return rows if by.id == ids.show("hld", holder) else rows.none()
        case _:
            dealt = Acquaintance.objects.filter(holder=OuterRef("pk"), issuer=by.issuer)
            return rows.filter(Exists(dealt)) if by.issuer else rows.none()


def _key(holder: str) -> UUID:
    try:
        return ids.read("hld", holder)
    except ValueError as error:
        raise UnknownHolder from error
