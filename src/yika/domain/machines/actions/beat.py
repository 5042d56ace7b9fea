"""Notes that a machine or a key was seen, at most once a minute: requests do not wait for it."""

from datetime import datetime

from yika.domain.machines import rules
from yika.domain.machines.models import ApiKey, Machine
from yika.domain.machines.queries import KeyView, MachineView, read_machine
from yika.kit import ids


def beat(*, machine: MachineView, version: str = "", now: datetime) -> None:
    """Note that a machine is alive, and which version of its program it runs if it says so."""
    version = version[: rules.VERSION_MAX] or machine.version
    if version == machine.version and not rules.is_worth_noting(machine.last_seen_at, now=now):
        return
    rows = Machine.objects.filter(pk=read_machine(machine.id), revoked_at=None)
    rows.update(last_seen_at=now, version=version)


def note_key_used(*, key: KeyView, now: datetime) -> None:
    """Note that a key was used."""
    if rules.is_worth_noting(key.last_used_at, now=now):
        ApiKey.objects.filter(pk=ids.read("key", key.id)).update(last_used_at=now)
