"""Locks what was asked for while it is decided or used."""

from yika.domain.staff import queries, rules
from yika.domain.staff.models import Approval


def hold_approval(approval: str) -> Approval:
    """The row, held until the transaction ends; UnknownApproval when there is none."""
    rows = Approval.objects.select_for_update()
    row = rows.filter(pk=queries.read_approval(approval)).first()
    if row is None:
        raise rules.UnknownApproval(approval=approval)
    return row
