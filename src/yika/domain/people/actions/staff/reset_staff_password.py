"""Gives a colleague who forgot his password another one."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.passwords.new_password import keep_password, take_password
from yika.domain.people.actions.sign_in.prove_password import unlock_handle
from yika.domain.people.actions.sign_in.sign_out import end_all
from yika.domain.people.actions.staff.managed_login import managed_login
from yika.kit import ids
from yika.kit.actor import Actor


@transaction.atomic
def reset_staff_password(
    *, login: str, new: str, by: Actor, now: datetime, request_id: str
) -> None:
    """Set the password of somebody else who works here, and end all his sign-ins.

    It opens nothing without his second factor. Safe to repeat with the same `request_id`.
    """
    row, issuer = managed_login(login, by=by)
    if row.password_set_by_request == ids.request_key(request_id):
        return

    take_password(row, new)
    keep_password(row, now=now, request_id=request_id)
    unlock_handle(row.handle)
    end_all(row, by=by, now=now, request_id=request_id)
    record(
        "people.password_reset",
        subject=login,
        issuer=issuer,
        by=by,
        now=now,
        request_id=request_id,
    )
