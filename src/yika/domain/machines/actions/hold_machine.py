"""Locks a machine while it is paired or revoked."""

from yika.domain.machines import queries, rules
from yika.domain.machines.models import Machine


def hold_machine(machine: str) -> Machine:
    """The row, held until the transaction ends; UnknownMachine when there is none."""
    rows = Machine.objects.select_for_update()
    row = rows.filter(pk=queries.read_machine(machine)).first()
    if row is None:
        raise rules.UnknownMachine(machine=machine)
    return row
