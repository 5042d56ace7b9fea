"""Replaces a forgotten password by a code that was sent to the holder."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.codes.try_code import try_code
from yika.domain.people.actions.passwords.new_password import (
    keep_password,
    take_password,
    tell_changed,
)
from yika.domain.people.actions.sign_in.himself import himself
from yika.domain.people.actions.sign_in.login_of import login_of, proven_contact
from yika.domain.people.actions.sign_in.prove_password import unlock_password
from yika.domain.people.actions.sign_in.sign_out import end_all
from yika.domain.people.rules import Proven, Purpose, UnknownCode
from yika.kit import ids
from yika.kit.actor import Actor


def reset_password(
    *, proof: str, code: str, new: str, address: str, by: Actor, now: datetime, request_id: str
) -> None:
    """Set a new password by the code, end all sign-ins, and tell the holder on every channel.

    A contact that was changed lately is refused with the way out. A weak password is refused
    too, and does not use up the code. Wrong codes are counted, and the counts outlive the
    refusal: never call this inside a transaction that the refusal would undo. Safe to repeat
    with the same `request_id`.
    """
    with transaction.atomic():
        tried = try_code(
            proof=proof,
            code=code,
            purpose=Purpose.RESET,
            address=address,
            by=by,
            now=now,
            request_id=request_id,
        )
        if tried.proven:
            _reset(tried.proven, new, by=by, now=now, request_id=request_id)
            return
    raise tried.refusal


def _reset(proven: Proven, new: str, *, by: Actor, now: datetime, request_id: str) -> None:
    contact = proven_contact(proven.kind, proven.value, now=now)
    if contact is None:
        raise UnknownCode
    login = login_of(contact.holder, by=by, now=now, request_id=request_id)
    if login.password_set_by_request == ids.request_key(request_id):
        return

    take_password(login, new)
    keep_password(login, now=now, request_id=request_id)
    unlock_password(proven.kind, proven.value)

    person = himself(login, by.channel)
    end_all(login, by=person, now=now, request_id=request_id)
    record(
        "people.password_reset",
        subject=ids.show("login", login.id),
        by=person,
        now=now,
        request_id=request_id,
        facts={"contact": proven.contact},
    )
    tell_changed(login, now=now, request_id=request_id)
