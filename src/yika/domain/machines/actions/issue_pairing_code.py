"""Gives out the one-time code by which a machine is paired."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.machines import rules
from yika.domain.machines.actions.hold_machine import hold_machine
from yika.domain.staff.rules import Right
from yika.domain.vault.queries import keyring
from yika.kit import blind
from yika.kit.actor import Actor, check_may


@dataclass(frozen=True, slots=True)
class Pairing:
    """A code that pairs one machine once, and until when. `rules.qr_payload` makes its QR."""

    machine: str
    code: str = field(repr=False)
    expires_at: datetime


@transaction.atomic
def issue_pairing_code(*, machine: str, by: Actor, now: datetime, request_id: str) -> Pairing:
    """Make a fresh code for a machine; an older one stops working.

    A machine that is paired stays so until the new code is used. Repeated, it makes another code:
    a code is not kept, so it cannot be told again.
    """
    row = hold_machine(machine)
    if not by.sees(row.issuer):
        raise rules.UnknownMachine(machine=machine)

    check_may(by, Right.MACHINES_MANAGE, row.issuer)
    if row.revoked_at:
        raise rules.MachineRevoked

    code = rules.new_code()
    row.pairing = blind.index(keyring(), "pairing", rules.normal_code(code))
    row.pairing_expires_at = now + rules.CODE_LASTS
    row.save(update_fields=["pairing", "pairing_expires_at"])

    record(
        "machine.pairing_code_issued",
        subject=machine,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
    )
    return Pairing(machine, code, row.pairing_expires_at)
