"""Finds out who somebody is by a code, without letting him into an account."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.codes.try_code import try_code
from yika.domain.people.actions.contacts.owned_contact import owned_contact
from yika.domain.people.actions.holders.new_holder import keep_name
from yika.domain.people.models import Holder
from yika.domain.people.rules import Purpose, normal_name
from yika.kit.actor import Actor


def join_with_code(
    *,
    proof: str,
    code: str,
    name: str = "",
    address: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> str:
    """The holder whose contact the code went to; somebody unknown becomes one. Answers his id.

    For a visitor at a kiosk or a counter, who gets no sign-in by it. He is called `name` from
    now on, unless it is known what he is called. Wrong codes are counted, and the counts outlive
    the refusal: never call this inside a transaction that the refusal would undo. Safe to
    repeat with the same `request_id`.
    """
    with transaction.atomic():
        tried = try_code(
            proof=proof,
            code=code,
            purpose=Purpose.SIGN_IN,
            address=address,
            by=by,
            now=now,
            request_id=request_id,
        )
        if tried.proven:
            contact = owned_contact(tried.proven, name=name, by=by, now=now, request_id=request_id)
            _name(contact.holder, name, by=by, now=now, request_id=request_id)
            return str(contact.holder)
    raise tried.refusal


def _name(holder: Holder, name: str, *, by: Actor, now: datetime, request_id: str) -> None:
    """Call somebody who is known, but has never said what he is called, by this name."""
    if not name or holder.told("name"):
        return
    keep_name(holder, normal_name(name))
    holder.save(update_fields=["name", "name_index"])
    record(
        "people.profile_changed",
        subject=str(holder),
        issuer=by.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"changed": ["name"]},
    )
