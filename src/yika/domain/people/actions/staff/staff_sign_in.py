"""The first of the two steps by which staff come in: handle and password."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.sign_in.himself import himself
from yika.domain.people.actions.sign_in.open_sign_in import new_row, new_token, stored
from yika.domain.people.actions.sign_in.prove_password import handle_name, proven_login
from yika.domain.people.models import Authenticator, Login, Passkey
from yika.domain.people.rules import HANDLE, WrongLogin, normal_handle
from yika.domain.people.rules import sign_ins as rules
from yika.domain.people.rules.sign_ins import Way
from yika.domain.staff.queries import standing
from yika.kit import ids
from yika.kit.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """The password was right; the token opens nothing before the second factor was given.

    Somebody who is not `enrolled` sets up an authenticator app now.
    """

    token: str = field(repr=False)
    enrolled: bool
    passkeys: int


def staff_sign_in(
    *,
    handle: str,
    password: str,
    device: str,
    address: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> Pending:
    """Take the handle and the password of somebody who works here, at a door of the staff.

    An unknown handle, a wrong password and somebody who works here no more look and last the
    same. Wrong tries are counted for the handle and for the network they come from, and the
    counts outlive the refusal: never call this inside a transaction that it would undo.
    """
    if by.channel not in rules.STAFF_CHANNELS:
        raise ValueError(f"staff do not sign in at {by.channel}")
    handle = _known_form(handle)
    login = proven_login(
        Login.objects.filter(handle=handle).first(),
        password,
        name=handle_name(handle),
        address=address,
        by=by,
        now=now,
        request_id=request_id,
    )
    if login is None or standing(ids.show("login", login.pk)) is None:
        raise WrongLogin

    return _begun(login, device=device, by=by, now=now, request_id=request_id)


def _known_form(handle: str) -> str:
    """The handle in its normal form; what cannot be one is nobody's."""
    normal = normal_handle(handle)
    return normal if HANDLE.fullmatch(normal) else ""


@transaction.atomic
def _begun(login: Login, *, device: str, by: Actor, now: datetime, request_id: str) -> Pending:
    token = new_token()
    row = new_row(login, token, device=device, by=by, now=now, request_id=request_id)
    row.ends_at = now + rules.PENDING
    row, is_seen = stored(row)
    if not is_seen:
        person = himself(login, by.channel)
        record(
            "people.sign_in_begun",
            subject=person.id,
            issuer=person.issuer,
            by=person,
            now=now,
            request_id=request_id,
            facts={"sign_in": str(row), "way": Way.PASSWORD},
        )
    return Pending(
        token=token,
        enrolled=Authenticator.objects.filter(login=login, confirmed_at__isnull=False).exists(),
        passkeys=Passkey.objects.filter(login=login, removed_at=None).count(),
    )
