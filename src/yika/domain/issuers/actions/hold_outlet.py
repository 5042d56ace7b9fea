"""Locks an outlet while it is changed or closed."""

from yika.domain.issuers import queries, rules
from yika.domain.issuers.models import Outlet


def hold_outlet(outlet: str) -> Outlet:
    """The row, held until the transaction ends; UnknownOutlet when there is none."""
    rows = Outlet.objects.select_related("issuer").select_for_update(of=("self",))
    row = rows.filter(pk=queries.read_outlet(outlet)).first()
    if row is None:
        raise rules.UnknownOutlet(outlet=outlet)
    return row
