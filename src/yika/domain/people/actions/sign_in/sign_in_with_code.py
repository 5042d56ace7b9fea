"""Lets somebody in by a code that was sent to his phone number or e-mail address."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from yika.domain.people.actions.codes.try_code import try_code
from yika.domain.people.actions.contacts.owned_contact import owned_contact
from yika.domain.people.actions.sign_in.login_of import login_of
from yika.domain.people.actions.sign_in.open_sign_in import SignedIn, open_sign_in
from yika.domain.people.actions.sign_in.prove_password import unlock_password
from yika.domain.people.rules import Purpose
from yika.domain.people.rules.sign_ins import Way
from yika.kit import ids
from yika.kit.actor import Actor


def sign_in_with_code(
    *,
    proof: str,
    code: str,
    device: str,
    address: str,
    browser: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> SignedIn:
    """Sign in by a code; somebody whose contact is unknown becomes a holder by it.

    Opens a password again that was locked for this contact. Wrong codes are counted, and the
    counts outlive the refusal: never call this inside a transaction that the refusal would undo.
    Safe to repeat: the same `request_id` with the right code gives the same sign-in.
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
            unlock_password(tried.proven.kind, tried.proven.value)
            contact = owned_contact(tried.proven, by=by, now=now, request_id=request_id)
            signed_in = open_sign_in(
                login_of(contact.holder, by=by, now=now, request_id=request_id),
                way=Way.CODE,
                device=device,
                browser=browser,
                contact=contact,
                by=by,
                now=now,
                request_id=request_id,
            )
            made_by = contact.holder.created_by_request
            return replace(signed_in, new=made_by == ids.request_key(request_id))
    raise tried.refusal
