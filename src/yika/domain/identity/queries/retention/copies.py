"""Copies of one's own data, as values; what is in them is an action, for it is written down."""

from uuid import UUID

from yika.domain.identity.models import DataCopy
from yika.domain.identity.rules.retention.sections import CopyView, UnknownCopy
from yika.domain.people.queries import seen_holder
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind


def copy(copy: str, *, by: Actor) -> CopyView:
    """One copy, for the holder himself and the system; what is in it is not told here."""
    row = DataCopy.objects.defer("data", "page").filter(pk=copy_key(copy)).first()
    if row is None or not may_have(row, by):
        raise UnknownCopy
    return copy_view(row)


def copies_of(holder: str, *, by: Actor) -> list[CopyView]:
    """All copies that a holder has asked for, the newest first. For himself."""
    person = seen_holder(holder, by)
    rows = DataCopy.objects.defer("data", "page").filter(holder=ids.read("hld", person.id))
    return [copy_view(row) for row in rows.order_by("-id") if may_have(row, by)]


def copy_view(row: DataCopy) -> CopyView:
    return CopyView(
        id=str(row),
        holder=ids.show("hld", row.holder),
        language=row.language,
        asked_at=row.asked_at,
        made_at=row.made_at,
        expires_at=row.expires_at,
        downloads=row.downloads,
    )


def copy_key(copy: str) -> UUID:
    """The key behind a public id; what is no id is a copy that does not exist."""
    try:
        return ids.read("copy", copy)
    except ValueError:
        raise UnknownCopy from None


def may_have(row: DataCopy, by: Actor) -> bool:
    """Whether this is the holder's own; the system makes and clears copies."""
    return by.kind is ActorKind.SYSTEM or by.id == ids.show("hld", row.holder)
