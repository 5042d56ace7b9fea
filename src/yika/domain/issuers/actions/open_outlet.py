"""Opens a place where an issuer receives people."""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from yika.domain.issuers import queries, rules
from yika.domain.issuers.actions.change import Description, columns
from yika.domain.issuers.models import Issuer, Outlet
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import Hours, Text
from yika.domain.journal.actions import record
from yika.kit import ids
from yika.kit.actor import Actor, check_may

ASKED = (
    *("issuer_id", "code", "name_en", "name_zh"),
    *("address_en", "address_zh", "telephone", "hours"),
    *("services", "step_free", "position"),
)


@transaction.atomic
def open_outlet(  # noqa: PLR0913  all that is known of an outlet from its first day
    *,
    issuer: str,
    code: str,
    name: Text,
    address: Text,
    phone: str = "",
    hours: Hours,
    services: Collection[str] = (),
    step_free: bool = False,
    position: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> OutletView:
    """Open an outlet of an issuer.

    Safe to repeat: the same `request_id` gives the same outlet.
    """
    told = Description(
        name=name,
        address=address,
        phone=phone,
        hours=hours,
        services=services,
        step_free=step_free,
        position=position,
    )
    asked = {"code": code, "opened_at": now, "opened_by_request": ids.request_key(request_id)}
    row = Outlet(issuer=_issuer(issuer, by), **asked, **columns(told))
    if seen := _seen(row):
        return seen

    check_may(by, rules.OUTLETS_MANAGE, issuer)
    rules.check_code(code)
    rules.check_outlet(name=name, address=address, phone=phone)

    if seen := _insert(row):
        return seen

    record(
        "outlet.opened",
        subject=str(row),
        issuer=issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"code": code, "hours": str(hours)},
    )
    return queries.outlet_view(row)


def _issuer(code: str, by: Actor) -> Issuer:
    row = Issuer.objects.filter(code=code).first()
    if row is None or not by.sees(code):
        raise rules.UnknownIssuer(issuer=code)
    return row


def _seen(row: Outlet) -> OutletView | None:
    """What this request opened before. The same request id for something else is refused."""
    rows = Outlet.objects.select_related("issuer")
    seen = rows.filter(opened_by_request=row.opened_by_request).first()
    if seen is None:
        return None
    if any(getattr(seen, name) != getattr(row, name) for name in ASKED):
        raise rules.RequestReused
    return queries.outlet_view(seen)


def _insert(row: Outlet) -> OutletView | None:
    """Store the row; gives back what the same request has stored at this very moment instead."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if seen := _seen(row):
            return seen
        raise rules.CodeTaken(name=row.code) from error
    return None
