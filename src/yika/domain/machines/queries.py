"""Which machine or program is speaking, and which an issuer has."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from yika.domain.machines import rules
from yika.domain.machines.models import ApiKey, Machine
from yika.domain.machines.rules import MachineKind
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, Channel, NotAllowed


@dataclass(frozen=True, slots=True)
class MachineView:
    """A machine of an issuer. A pairing code that still waits is not told again."""

    id: str
    issuer: str
    outlet: str
    kind: MachineKind
    name: str
    version: str
    added_at: datetime
    paired_at: datetime | None
    last_seen_at: datetime | None
    revoked_at: datetime | None

    def actor(self) -> Actor:
        """The machine as one who acts. It has no rights: what it may do, everybody at it may."""
        channel = self.kind.channel
        return Actor(ActorKind.DEVICE, self.id, channel, issuer=self.issuer, outlet=self.outlet)


@dataclass(frozen=True, slots=True)
class KeyView:
    """An API key without its secret."""

    id: str
    issuer: str
    name: str
    scopes: tuple[str, ...]
    test: bool
    made_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None

    def actor(self) -> Actor:
        """The program as one who acts, with what its key holds."""
        rights = frozenset(self.scopes)
        return Actor(ActorKind.API_KEY, self.id, Channel.API, issuer=self.issuer, rights=rights)


@dataclass(frozen=True, slots=True)
class Kiosks:
    """How many kiosks an outlet has, and how many of them are in order now."""

    count: int = 0
    in_order: int = 0


def machine_of(token: str, *, now: datetime) -> MachineView | None:
    """The machine that proves itself with this token; None when it is not believed.

    Only asks: call `actions.beat` with the answer, so that it shows as alive.
    """
    row = Machine.objects.filter(token=rules.hash_of(token)).first()
    if row is None or not rules.is_believed(row.last_seen_at, now=now):
        return None
    return machine_view(row)


def key_of(plain: str, *, now: datetime) -> KeyView | None:
    """The key whose text this is; None when it is unknown, revoked or expired.

    Only asks: call `actions.note_key_used` with the answer.
    """
    row = ApiKey.objects.filter(secret=rules.hash_of(plain), revoked_at=None).first()
    if row is None or (row.expires_at and now >= row.expires_at):
        return None
    return key_view(row)


def machine(id: str, *, by: Actor) -> MachineView:  # noqa: A002  what it is called everywhere
    """One machine of the actor's issuer; UnknownMachine for any other."""
    row = Machine.objects.filter(pk=read_machine(id)).first()
    if row is None or not by.sees(row.issuer):
        raise rules.UnknownMachine(machine=id)
    _check_any(by, row.issuer, Right.MACHINES_MANAGE, Right.AUDIT_VIEW)
    return machine_view(row)


def machines(by: Actor, *, issuer: str | None = None, revoked: bool = False) -> list[MachineView]:
    """The machines of the actor's issuer, the oldest first; with the revoked ones if asked for.

    The system sees those of all issuers, or of the one that is named.
    """
    rows = Machine.objects.order_by("id")
    issuer = _seen_issuer(by, issuer, Right.MACHINES_MANAGE)
    if issuer is not None:
        rows = rows.filter(issuer=issuer)
    if not revoked:
        rows = rows.filter(revoked_at=None)
    return [machine_view(row) for row in rows]


def keys(by: Actor, *, issuer: str | None = None, revoked: bool = False) -> list[KeyView]:
    """The API keys of the actor's issuer, the oldest first; with the revoked ones if asked for.

    The system sees those of all issuers, or of the one that is named.
    """
    rows = ApiKey.objects.order_by("id")
    issuer = _seen_issuer(by, issuer, Right.KEYS_MANAGE)
    if issuer is not None:
        rows = rows.filter(issuer=issuer)
    if not revoked:
        rows = rows.filter(revoked_at=None)
    return [key_view(row) for row in rows]


def kiosks_at(outlets: Collection[str], *, now: datetime) -> Mapping[str, Kiosks]:
    """The kiosks of each of these outlets, for everybody; one that has none is left out.

    A kiosk that was never paired is none yet.
    """
    keys = [ids.read("out", outlet) for outlet in outlets]
    lately = Q(last_seen_at__gte=now - rules.SILENT_AFTER)
    rows = Machine.objects.filter(outlet__in=keys, kind=MachineKind.KIOSK, token__isnull=False)
    counted = rows.values("outlet").annotate(all=Count("id"), lately=Count("id", filter=lately))
    return {
        ids.show("out", row["outlet"]): Kiosks(row["all"], row["lately"])
        for row in counted.order_by("outlet")
    }


def read_machine(id: str) -> UUID:  # noqa: A002  what it is called everywhere
    """The key behind a public id; what is no id is a machine that does not exist."""
    try:
        return ids.read("dev", id)
    except ValueError:
        raise rules.UnknownMachine(machine=id) from None


def machine_view(row: Machine) -> MachineView:
    return MachineView(
        id=str(row),
        issuer=row.issuer,
        outlet=ids.show("out", row.outlet) if row.outlet else "",
        kind=MachineKind(row.kind),
        name=row.name,
        version=row.version,
        added_at=row.added_at,
        paired_at=row.paired_at,
        last_seen_at=row.last_seen_at,
        revoked_at=row.revoked_at,
    )


def key_view(row: ApiKey) -> KeyView:
    return KeyView(
        id=str(row),
        issuer=row.issuer,
        name=row.name,
        scopes=tuple(row.scopes),
        test=row.test,
        made_at=row.made_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
        revoked_at=row.revoked_at,
    )


def _seen_issuer(by: Actor, issuer: str | None, right: Right) -> str | None:
    """Whose things to show: for people those of their own issuer, whatever they asked for."""
    if by.kind is ActorKind.SYSTEM:
        return issuer
    _check_any(by, by.issuer, right, Right.AUDIT_VIEW)
    return by.issuer


def _check_any(by: Actor, issuer: str, *rights: Right) -> None:
    if not any(by.may(right, issuer) for right in rights):
        raise NotAllowed(right=str(rights[0]))
