"""Gives a login its first password."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.passwords.new_password import (
    keep_password,
    take_password,
    tell_changed,
)
from yika.domain.people.actions.sign_in.own_sign_in import open_one
from yika.domain.people.rules import sign_ins as rules
from yika.kit import ids
from yika.kit.actor import Actor


def set_password(*, sign_in: str, new: str, by: Actor, now: datetime, request_id: str) -> None:
    """Set a password where there is none, for the person of this sign-in.

    Where there is one already it must be given: `change_password`. Safe to repeat with the same
    `request_id`.
    """
    login = open_one(sign_in, by=by, now=now).login
    if login.password_set_by_request == ids.request_key(request_id):
        return
    if login.has_usable_password():
        raise rules.PasswordExists

    none = login.password
    take_password(login, new)
    with transaction.atomic():
        if not keep_password(login, instead_of=none, now=now, request_id=request_id):
            raise rules.PasswordExists
        record(
            "people.password_set",
            subject=ids.show("login", login.id),
            by=by,
            now=now,
            request_id=request_id,
        )
        tell_changed(login, now=now, request_id=request_id)
