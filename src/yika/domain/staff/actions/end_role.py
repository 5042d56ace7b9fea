"""Takes a role away, at once."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.staff import rules
from yika.domain.staff.actions.hold_membership import hold_membership, past_issuers
from yika.domain.staff.models import Membership
from yika.domain.staff.rules import Role
from yika.kit import ids
from yika.kit.actor import Actor


@transaction.atomic
def end_role(*, login: str, role: Role, by: Actor, now: datetime, request_id: str) -> None:
    """Take a role away. It counts from the next thing that person does; the last one ends all.

    Safe to repeat: a role that is not held stays so.
    """
    row = _hold(login, by)
    if row is None or role not in row.roles:
        return
    if row.roles == [role]:
        _end(row, by, now, request_id)
        return

    before = list(row.roles)
    row.roles = [held for held in before if held != role]
    row.save(update_fields=["roles"])

    record(
        "staff.role_ended",
        subject=login,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        before={"roles": before},
        after={"roles": row.roles},
    )


@transaction.atomic
def end_membership(*, login: str, by: Actor, now: datetime, request_id: str) -> None:
    """Take every role away: from now on this person does not work here. Safe to repeat."""
    row = _hold(login, by)
    if row is not None:
        _end(row, by, now, request_id)


def _hold(login: str, by: Actor) -> Membership | None:
    """The membership to take from; None when it has ended already.

    Who never worked for the actor's issuer does not exist here, wherever else he works.
    """
    row = hold_membership(login)
    if row is not None and by.sees(row.issuer):
        rules.check_managing(by, login=login, issuer=row.issuer)
        return row
    if not any(by.sees(issuer) for issuer in past_issuers(login)):
        raise rules.UnknownStaff(login=login)
    return None


def _end(row: Membership, by: Actor, now: datetime, request_id: str) -> None:
    """What somebody was when he left stays on the row."""
    row.ended_at = now
    row.save(update_fields=["ended_at"])

    record(
        "staff.membership_ended",
        subject=ids.show("login", row.login),
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        before={"roles": row.roles},
    )
