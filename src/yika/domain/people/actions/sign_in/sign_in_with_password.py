"""Lets a holder in by his phone number or e-mail address and his password."""

from datetime import datetime

from django.db import transaction

from yika.domain.people.actions.sign_in.login_of import proven_contact
from yika.domain.people.actions.sign_in.open_sign_in import SignedIn, open_sign_in
from yika.domain.people.actions.sign_in.prove_password import proven_login
from yika.domain.people.rules import contact_name, normal_contact
from yika.domain.people.rules.sign_ins import Way, WrongPassword
from yika.kit.actor import Actor


def sign_in_with_password(
    *,
    contact: str,
    password: str,
    device: str,
    address: str,
    browser: str = "",
    by: Actor,
    now: datetime,
    request_id: str,
) -> SignedIn:
    """Sign in by a proven contact and the password.

    An unknown contact, a wrong password and a login without one look and last the same. Wrong
    tries are counted for the contact and for the network they come from, and the counts outlive
    the refusal: never call this inside a transaction that the refusal would undo.
    """
    kind, value = normal_contact(contact)
    known = proven_contact(kind, value, now=now)
    login = proven_login(
        known.holder.login if known else None,
        password,
        name=contact_name(kind, value),
        address=address,
        by=by,
        now=now,
        request_id=request_id,
    )
    if login is None:
        raise WrongPassword

    with transaction.atomic():
        return open_sign_in(
            login,
            way=Way.PASSWORD,
            device=device,
            browser=browser,
            by=by,
            now=now,
            request_id=request_id,
        )
