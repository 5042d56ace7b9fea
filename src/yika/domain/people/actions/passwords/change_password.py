"""Replaces a password by somebody who knows it."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.passwords.new_password import (
    keep_password,
    take_password,
    tell_changed,
)
from yika.domain.people.actions.sign_in.own_sign_in import open_one
from yika.domain.people.actions.sign_in.prove_password import proven_owner
from yika.domain.people.actions.sign_in.sign_out import end_all
from yika.domain.people.rules import sign_ins as rules
from yika.kit import ids
from yika.kit.actor import Actor


def change_password(
    *, sign_in: str, old: str, new: str, by: Actor, now: datetime, request_id: str
) -> None:
    """Change the password of the person of this sign-in, and end all his other sign-ins.

    Wrong tries of the old one are counted, and the counts outlive the refusal: never call this
    inside a transaction that the refusal would undo. Safe to repeat with the same `request_id`.
    """
    here = open_one(sign_in, by=by, now=now)
    login = here.login
    if login.password_set_by_request == ids.request_key(request_id):
        return
    if not login.has_usable_password():
        raise rules.NoPassword
    if not proven_owner(login, old, by=by, now=now, request_id=request_id):
        raise rules.WrongOldPassword

    hashed = login.password
    take_password(login, new)
    with transaction.atomic():
        if not keep_password(login, instead_of=hashed, now=now, request_id=request_id):
            raise rules.WrongOldPassword
        end_all(login, but=here.pk, by=by, now=now, request_id=request_id)
        record(
            "people.password_changed",
            subject=ids.show("login", login.id),
            issuer=by.issuer,
            by=by,
            now=now,
            request_id=request_id,
        )
        tell_changed(login, now=now, request_id=request_id)
