"""Locks what somebody works as while it is changed."""

from uuid import UUID

from yika.domain.issuers import queries as issuers
from yika.domain.issuers.rules import UnknownOutlet
from yika.domain.staff import rules
from yika.domain.staff.models import Membership
from yika.kit import ids


def hold_membership(login: str) -> Membership | None:
    """The row of who works here now, held until the transaction ends."""
    rows = Membership.objects.select_for_update()
    return rows.filter(login=read_login(login), ended_at=None).first()


def past_issuers(login: str) -> list[str]:
    """For whom somebody works or has worked."""
    rows = Membership.objects.filter(login=read_login(login))
    return list(rows.values_list("issuer", flat=True))


def read_login(login: str) -> UUID:
    try:
        return ids.read("login", login)
    except ValueError:
        raise rules.UnknownStaff(login=login) from None


def outlet_key(outlet: str, *, issuer: str) -> UUID | None:
    """The key of an open outlet of this issuer; none for somebody who works at no outlet."""
    if not outlet:
        return None
    try:
        found = issuers.outlet(outlet)
    except UnknownOutlet:
        raise rules.OutletElsewhere from None
    if found.issuer != issuer or found.closed_at:
        raise rules.OutletElsewhere
    return ids.read("out", outlet)
