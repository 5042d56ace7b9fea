"""Gives somebody who begins to work here a login and a role."""

from datetime import datetime

from django.db import transaction

from yika.domain.issuers.rules import UnknownIssuer
from yika.domain.people.actions.create_login import create_login
from yika.domain.staff.actions import grant_role
from yika.domain.staff.rules import Role, Standing, check_managing
from yika.kit import ids
from yika.kit.actor import Actor


@transaction.atomic
def employ(
    *,
    handle: str,
    password: str,
    issuer: str,
    role: Role,
    outlet: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> Standing:
    """Make a login for a new colleague, with a role at an issuer and an outlet if one is named.

    The second factor is set up at the first sign-in. Safe to repeat: the same `request_id` gives
    the same login, and a role that is held stays held.
    """
    if not by.sees(issuer):
        raise UnknownIssuer(issuer=issuer)
    check_managing(by, login="", issuer=issuer)
    login = create_login(handle=handle, password=password, by=by, now=now, request_id=request_id)
    return grant_role(
        login=ids.show("login", login.pk),
        issuer=issuer,
        role=role,
        outlet=outlet,
        by=by,
        now=now,
        request_id=request_id,
    )
