"""Shuts a machine out."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.machines import rules
from yika.domain.machines.actions.hold_machine import hold_machine
from yika.domain.staff.rules import Right
from yika.kit.actor import Actor, check_may


@transaction.atomic
def revoke_machine(*, machine: str, by: Actor, now: datetime, request_id: str) -> None:
    """Shut a machine out at once and for good. Safe to repeat."""
    row = hold_machine(machine)
    if not by.sees(row.issuer):
        raise rules.UnknownMachine(machine=machine)
    check_may(by, Right.MACHINES_MANAGE, row.issuer)
    if row.revoked_at:
        return

    row.revoked_at = now
    row.token = row.pairing = row.pairing_expires_at = None
    row.save(update_fields=["revoked_at", "token", "pairing", "pairing_expires_at"])

    record(
        "machine.revoked",
        subject=machine,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
    )
