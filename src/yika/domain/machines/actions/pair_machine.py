"""Lets a machine in that shows a pairing code."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.machines import queries, rules
from yika.domain.machines.models import Machine
from yika.domain.machines.queries import MachineView
from yika.domain.vault.actions import forget_tries, spend_try
from yika.domain.vault.queries import keyring
from yika.kit import blind

SCOPE = "machine.pair"


@dataclass(frozen=True, slots=True)
class Paired:
    """The machine, and the token it proves itself with from now on; nobody can tell it again."""

    machine: MachineView
    token: str = field(repr=False)


def pair_machine(
    *, code: str, address: str, version: str = "", now: datetime, request_id: str
) -> Paired:
    """Swap a pairing code for a token. An earlier token of the machine stops working.

    A code works once. Wrong ones are counted per network address; the count outlives the
    refusal, so call this outside of a transaction.
    """
    spend_try(scope=SCOPE, subject=address, allowance=rules.CODE_GUESSES, now=now)
    paired = _pair(code, version[: rules.VERSION_MAX], now, request_id)
    forget_tries(scope=SCOPE, subject=address)
    return paired


@transaction.atomic
def _pair(code: str, version: str, now: datetime, request_id: str) -> Paired:
    codes = blind.candidates(keyring(), "pairing", rules.normal_code(code))
    row = Machine.objects.select_for_update().filter(pairing__in=codes).first()
    if row is None:
        raise rules.WrongPairingCode
    rules.check_pairing(row.pairing_expires_at, now=now)

    token = rules.new_token()
    row.token, row.version = rules.hash_of(token), version
    row.pairing = row.pairing_expires_at = None
    row.paired_at = row.last_seen_at = now
    row.save()

    machine = queries.machine_view(row)
    record(
        "machine.paired",
        subject=machine.id,
        issuer=machine.issuer,
        by=machine.actor(),
        now=now,
        request_id=request_id,
        facts={"version": version},
    )
    return Paired(machine, token)
