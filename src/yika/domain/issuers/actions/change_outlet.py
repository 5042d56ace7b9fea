"""Changes what people are told about an outlet, above all when it is open."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from yika.domain.issuers import queries, rules
from yika.domain.issuers.actions.change import Description, changes, columns
from yika.domain.issuers.actions.hold_outlet import hold_outlet
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import Hours, Text
from yika.domain.journal.actions import record
from yika.kit.actor import Actor


@transaction.atomic
def change_outlet(  # noqa: PLR0913  all that people are told of an outlet
    *,
    outlet: str,
    name: Text | None = None,
    address: Text | None = None,
    phone: str | None = None,
    hours: Hours | None = None,
    services: Collection[str] | None = None,
    step_free: bool | None = None,
    position: str | None = None,
    by: Actor,
    now: datetime,
    request_id: str,
) -> OutletView:
    """Change an outlet; what is not named stays, and an empty text takes a thing away.

    Safe to repeat: what already is so is not changed again.
    """
    row = hold_outlet(outlet)
    rules.check_may_manage(outlet, issuer=row.issuer_id, by=by)
    if row.closed_at:
        raise rules.OutletClosed(outlet=row.code)
    told = Description(
        name=name,
        address=address,
        phone=phone,
        hours=hours,
        services=services,
        step_free=step_free,
        position=position,
    )
    before, after = changes(row, columns(told))
    view = queries.outlet_view(row)
    if not after:
        return view
    rules.check_outlet(name=view.name, address=view.address, phone=view.phone)

    row.save(update_fields=list(after))

    record(
        "outlet.changed",
        subject=outlet,
        issuer=row.issuer_id,
        by=by,
        now=now,
        request_id=request_id,
        before=before,
        after=after,
    )
    return view
