"""Gives somebody a role at an issuer."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yika.domain.issuers import queries as issuers
from yika.domain.issuers.rules import UnknownIssuer
from yika.domain.journal.actions import record
from yika.domain.staff import queries, rules
from yika.domain.staff.actions.hold_membership import hold_membership, outlet_key, read_login
from yika.domain.staff.models import Membership
from yika.domain.staff.rules import Role, Standing
from yika.kit.actor import Actor


@transaction.atomic
def grant_role(
    *,
    login: str,
    issuer: str,
    role: Role,
    outlet: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> Standing:
    """Let somebody work for an issuer in a role, at an outlet if one is named.

    A person works for one issuer at a time. Safe to repeat: a role that is held stays held.
    """
    row = _hold(login, issuer, by=by, now=now)
    place = outlet_key(outlet, issuer=issuer) or row.outlet
    if role in row.roles and place == row.outlet:
        return queries.standing_of(row)

    before = queries.standing_of(row)
    rules.check_roles([*before.roles, role])

    row.roles = sorted({*row.roles, role.value})
    row.outlet = place
    row.save(update_fields=["roles", "outlet"])

    after = queries.standing_of(row)
    record(
        "staff.role_granted",
        subject=login,
        issuer=issuer,
        by=by,
        now=now,
        request_id=request_id,
        before={"roles": before.roles, "outlet": before.outlet},
        after={"roles": after.roles, "outlet": after.outlet},
    )
    return after


def _hold(login: str, issuer: str, *, by: Actor, now: datetime) -> Membership:
    """The membership to add a role to: the one that is there, or a fresh one."""
    if not by.sees(issuer):
        raise UnknownIssuer(issuer=issuer)
    issuers.issuer(issuer)
    rules.check_managing(by, login=login, issuer=issuer)

    row = hold_membership(login) or _begin(login, issuer, now=now)
    if row.issuer != issuer:
        raise rules.WorksElsewhere
    return row


def _begin(login: str, issuer: str, *, now: datetime) -> Membership:
    row = Membership(login=read_login(login), issuer=issuer, roles=[], since=now)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # Somebody else employed the same person at this moment.
        return hold_membership(login) or _begin(login, issuer, now=now)
    return row
