"""Compares a password, counted, and in the same time whether or not there is such a login."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.sign_in.himself import himself
from yika.domain.people.models import Login
from yika.domain.people.rules import contact_name, origin
from yika.domain.people.rules import sign_ins as rules
from yika.domain.vault.actions import check_tries, count_try, forget_tries, spend_try
from yika.kit import ids
from yika.kit.actor import Actor

PASSWORD = "people.password"  # noqa: S105  what is counted
OWN = "people.password.own"
PLACE = "people.password.place"


def proven_login(
    login: Login | None,
    password: str,
    *,
    name: str,
    address: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> Login | None:
    """The login if this is its password; None when it is not, or there is no such login.

    `name` is what the person typed to be known by, in its normal form. Refused when it was tried
    too often, or too many were from this place. Outside of a transaction every count commits by
    itself.
    """
    place = origin(by, address)
    check_tries(scope=PLACE, subject=place, allowance=rules.PLACE_TRIES, now=now)
    spend_try(scope=PASSWORD, subject=name, allowance=rules.PASSWORD_TRIES, now=now)
    is_right = (login or Login()).check_password(password)
    if login and is_right and login.is_active:
        forget_tries(scope=PASSWORD, subject=name)
        return login

    with transaction.atomic():
        count_try(scope=PLACE, subject=place, allowance=rules.PLACE_TRIES, now=now)
        _note_refused(login, by=by, now=now, request_id=request_id)
    return None


def proven_owner(login: Login, password: str, *, by: Actor, now: datetime, request_id: str) -> bool:
    """Whether somebody who has signed in also knows the password; counted for the login."""
    spend_try(scope=OWN, subject=str(login.id), allowance=rules.PASSWORD_TRIES, now=now)
    if login.check_password(password):
        forget_tries(scope=OWN, subject=str(login.id))
        return True
    with transaction.atomic():
        _note_refused(login, by=by, now=now, request_id=request_id)
    return False


def unlock_password(kind: str, value: str) -> None:
    """Begin counting anew for a contact that was just proven by a code."""
    forget_tries(scope=PASSWORD, subject=contact_name(kind, value))


def unlock_handle(handle: str) -> None:
    """Begin counting anew for somebody of the staff who got another password."""
    forget_tries(scope=PASSWORD, subject=handle_name(handle))


def handle_name(handle: str) -> str:
    """What tries at the password behind a handle are counted under."""
    return f"handle:{handle}"


def _note_refused(login: Login | None, *, by: Actor, now: datetime, request_id: str) -> None:
    issuer = himself(login or Login(), by.channel).issuer  # looked up for nobody too: the same work
    record(
        "people.password_refused",
        subject=ids.show("login", login.id) if login else "unknown",
        issuer=issuer,
        by=by,
        now=now,
        request_id=request_id,
    )
