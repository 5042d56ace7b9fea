"""Locks what holds special days while they change: one outlet, or an issuer for all of its."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from yika.domain.issuers import rules
from yika.domain.issuers.actions.hold_outlet import hold_outlet
from yika.domain.issuers.models import Issuer, Outlet


def hold_days(*, issuer: str, outlet: str) -> tuple[Issuer | Outlet, Issuer]:
    """The row and its issuer, held until the transaction ends."""
    if not outlet:
        row = Issuer.objects.select_for_update().filter(code=issuer).first()
        if row is None:
            raise rules.UnknownIssuer(issuer=issuer)
        return row, row
    held = hold_outlet(outlet)
    if held.issuer_id != issuer:
        raise rules.UnknownOutlet(outlet=outlet)
    if held.closed_at:
        raise rules.OutletClosed(outlet=held.code)
    return held, held.issuer


def today(issuer: Issuer, now: datetime) -> date:
    """The day that the calendars of an issuer show."""
    return now.astimezone(ZoneInfo(issuer.zone)).date()
