"""Has a card received in another way: at another outlet, or at a corrected address."""

from datetime import datetime
from typing import Any

from django.db import transaction

from yika.domain.applications import queries, rules
from yika.domain.applications.actions.keeping.card_of import card_of
from yika.domain.applications.actions.keeping.step import (
    check_outlet,
    free_card,
    hold,
    later,
    sealed,
    seen,
    serve,
    take_step,
)
from yika.domain.applications.models import Application
from yika.domain.applications.rules import Act, ApplicationView, Receipt, State, Way
from yika.domain.applications.rules.receipt import check_receipt
from yika.domain.applications.rules.states import REDIRECTS
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind


@transaction.atomic
def change_receipt(
    *, application: str, receipt: Receipt, by: Actor, now: datetime, request_id: str
) -> ApplicationView:
    """Have the card sent to another address, or collected; what came back is sent again.

    Until it is on its way, by its holder or by staff for him. A card that was put aside
    elsewhere is free again, unless its number was chosen. Safe to repeat.
    """
    own = by.kind is ActorKind.HOLDER
    row = hold(application, by=by) if own else serve(application, by=by)
    if seen(row, Act.REDIRECTED, by=by, request_id=request_id):
        return queries.as_view(row, by)

    if State(row.state) not in REDIRECTS:
        raise rules.NoSuchStep
    policy = queries.policy_of(row)
    receipt = check_receipt(receipt, policy.ways)
    check_outlet(receipt, row.issuer)
    after = REDIRECTS[State(row.state)]
    changes = _place(row, receipt, by=by, now=now, request_id=request_id)
    if after != row.state:  # it is prepared once more, in the same time
        changes["due_at"] = later(now, policy.due)
    take_step(
        row,
        Act.REDIRECTED,
        after,
        by=by,
        now=now,
        request_id=request_id,
        way=receipt.way.value,
        address=sealed(receipt, row.address_place),
        collect_until=None,
        carrier="",
        tracking="",
        **changes,
    )
    return queries.as_view(row, by)


def _place(
    row: Application, receipt: Receipt, *, by: Actor, now: datetime, request_id: str
) -> dict[str, Any]:
    """Where it is prepared from now on: a chosen card where it lies, any other where it is due."""
    wanted = ids.read("out", receipt.outlet) if receipt.outlet else None
    if row.number_chosen and row.card:
        lies = card_of(row).outlet
        if receipt.way is Way.COLLECT and receipt.outlet != lies:
            raise rules.OutletNotOpen
        return {"outlet": ids.read("out", lies)}
    if row.card and wanted != row.outlet:
        free_card(row, by=by, now=now, request_id=request_id)
        return {"outlet": wanted, "card": None}
    return {"outlet": wanted}
