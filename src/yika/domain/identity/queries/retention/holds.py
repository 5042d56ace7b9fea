"""Whose data must not be destroyed now."""

from datetime import datetime
from uuid import UUID

from yika.domain.identity.models import RetentionHold
from yika.domain.identity.rules.retention.holds import HoldView, UnknownHold
from yika.domain.staff.rules import Right
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids
from yika.kit.actor import Actor, ActorKind, check_may


def spared(now: datetime) -> frozenset[UUID]:
    """The keys of all holders of whom nothing may be destroyed at this moment."""
    binding = RetentionHold.objects.filter(lifted_at=None, until__gt=now)
    return frozenset(binding.values_list("holder", flat=True))


def is_held(holder: str, *, now: datetime) -> bool:
    """Whether nothing of this holder may be destroyed at this moment."""
    binding = RetentionHold.objects.filter(lifted_at=None, until__gt=now)
    return binding.filter(holder=ids.read("hld", holder)).exists()


def holds(*, by: Actor, now: datetime, ended: bool = False) -> list[HoldView]:
    """Those that the actor's issuer placed, the newest first; for the system those of all."""
    rows = RetentionHold.objects.order_by("-id")
    if by.kind is not ActorKind.SYSTEM:
        check_may(by, Right.DATA_MANAGE, by.issuer)
        rows = rows.filter(issuer=by.issuer)
    if not ended:
        rows = rows.filter(lifted_at=None, until__gt=now)
    return [hold_view(row) for row in rows]


def hold(hold: str, *, by: Actor) -> HoldView:
    """One hold of the actor's issuer, also one that has ended; UnknownHold for any other."""
    check_may(by, Right.DATA_MANAGE, by.issuer)
    try:
        row = RetentionHold.objects.filter(pk=ids.read("dhold", hold)).first()
    except ValueError:
        row = None
    if row is None or not by.sees(row.issuer):
        raise UnknownHold(hold=hold)
    return hold_view(row)


def hold_view(row: RetentionHold) -> HoldView:
    return HoldView(
        id=str(row),
        holder=ids.show("hld", row.holder),
        issuer=row.issuer,
        reason=envelope.open_(keyring(), row.reason, where=row.where).decode(),
        placed_at=row.placed_at,
        placed_by=row.placed_by,
        until=row.until,
        lifted_at=row.lifted_at,
        lifted_by=row.lifted_by,
    )
