"""Makes a machine known, so that it can be paired."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yika.domain.issuers import queries as issuers
from yika.domain.issuers.rules import OutletClosed, UnknownIssuer, UnknownOutlet
from yika.domain.journal.actions import record
from yika.domain.machines import queries, rules
from yika.domain.machines.models import Machine
from yika.domain.machines.queries import MachineView
from yika.domain.machines.rules import MachineKind
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, check_may

ASKED = ("issuer", "outlet", "kind", "name")


@transaction.atomic
def add_machine(
    *,
    issuer: str,
    outlet: str = "",
    kind: MachineKind,
    name: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> MachineView:
    """Add a machine to an outlet of an issuer; it can do nothing before it is paired.

    Safe to repeat: the same `request_id` gives the same machine.
    """
    if not by.sees(issuer):
        raise UnknownIssuer(issuer=issuer)
    row = Machine(
        issuer=issuer,
        outlet=issuers.read_outlet(outlet) if outlet else None,
        kind=kind,
        name=name,
        added_at=now,
        added_by_request=ids.request_key(request_id),
    )
    if seen := _seen(row):
        return seen

    check_may(by, Right.MACHINES_MANAGE, issuer)
    rules.check_machine(kind=kind, name=name, outlet=outlet)
    _check_place(issuer, outlet)

    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # The same request came twice at this moment.
        if seen := _seen(row):
            return seen
        raise

    record(
        "machine.added",
        subject=str(row),
        issuer=issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"kind": row.kind, "outlet": outlet},
    )
    return queries.machine_view(row)


def _check_place(issuer: str, outlet: str) -> None:
    """Refuse an issuer that is not there, and an outlet that is closed or of another issuer."""
    issuers.issuer(issuer)
    if not outlet:
        return
    place = issuers.outlet(outlet)
    if place.issuer != issuer:
        raise UnknownOutlet(outlet=outlet)
    if place.closed_at:
        raise OutletClosed(outlet=place.code)


def _seen(row: Machine) -> MachineView | None:
    """What this request added before. The same request id for something else is refused."""
    seen = Machine.objects.filter(added_by_request=row.added_by_request).first()
    if seen is None:
        return None
    if any(getattr(seen, name) != getattr(row, name) for name in ASKED):
        raise rules.RequestReused
    return queries.machine_view(seen)
