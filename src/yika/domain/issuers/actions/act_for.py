"""Says for which other issuers an outlet acts."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from yika.domain.issuers import queries, rules
from yika.domain.issuers.actions.change import changes
from yika.domain.issuers.actions.hold_outlet import hold_outlet
from yika.domain.issuers.queries import OutletView
from yika.domain.journal.actions import record
from yika.kit.actor import Actor, check_may


@transaction.atomic
def act_for(
    *, outlet: str, issuers: Collection[str], by: Actor, now: datetime, request_id: str
) -> OutletView:
    """Let an outlet serve the cards of these issuers too, and of no others but its own.

    Only who runs the installation may: it stands under the names of both. Safe to repeat.
    """
    row = hold_outlet(outlet)
    if not by.sees(row.issuer_id):
        raise rules.UnknownOutlet(outlet=outlet)
    check_may(by, rules.ISSUERS_OPEN, row.issuer_id)
    if row.closed_at:
        raise rules.OutletClosed(outlet=row.code)
    others = sorted({queries.issuer(code).code for code in issuers} - {row.issuer_id})
    before, after = changes(row, {"acts_for": others})
    if not after:
        return queries.outlet_view(row)

    row.save(update_fields=["acts_for"])

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
    return queries.outlet_view(row)
