"""Changes what people are told about an outlet, above all when it is open."""

from datetime import datetime

from django.db import transaction

from yika.domain.issuers import queries, rules
from yika.domain.issuers.actions.change import changes
from yika.domain.issuers.actions.hold_outlet import hold_outlet
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import Hours, Text
from yika.domain.journal.actions import record
from yika.kit.actor import Actor


@transaction.atomic
def change_outlet(
    *,
    outlet: str,
    name: Text | None = None,
    address: Text | None = None,
    phone: str | None = None,
    hours: Hours | None = None,
    by: Actor,
    now: datetime,
    request_id: str,
) -> OutletView:
    """Change an outlet; what is not named stays. A closed one stays as it was.

    Safe to repeat: what already is so is not changed again.
    """
    row = hold_outlet(outlet)
    rules.check_may_manage(outlet, issuer=row.issuer_id, by=by)
    if row.closed_at:
        raise rules.OutletClosed(outlet=row.code)
    given: dict[str, object] = {"telephone": phone, "hours": hours and hours.as_json()}
    if name is not None:
        given |= {"name_en": name.en, "name_zh": name.zh_hans}
    if address is not None:
        given |= {"address_en": address.en, "address_zh": address.zh_hans}
    before, after = changes(row, given)
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
