"""Keeps a passkey that a person's device has made."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.sign_in.hold_login import hold_login
from yika.domain.people.actions.sign_in.own_sign_in import open_one
from yika.domain.people.actions.tell import tell
from yika.domain.people.models import Login, Passkey
from yika.domain.people.rules import RequestReused
from yika.domain.people.rules import passkeys as rules
from yika.domain.people.rules.passkeys import Answer, NewPasskey, Purpose
from yika.domain.people.rules.sign_ins import PASSKEY_NAME_MAX, visible
from yika.domain.vault.queries import keyring
from yika.kit import ids
from yika.kit.actor import Actor


@transaction.atomic
def add_passkey(
    *,
    sign_in: str,
    answer: Answer,
    name: str,
    base_url: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> str:
    """Keep the passkey in the browser's answer to `creation_options`; answers its id.

    From now on it lets this person in: a holder by itself, a member of staff after the password.
    Safe to repeat: the same `request_id` gives the same passkey.
    """
    login = open_one(sign_in, by=by, now=now).login
    hold_login(login)
    request = ids.request_key(request_id)
    if seen := Passkey.objects.filter(created_by_request=request).first():
        return _the_same(seen, login)

    made = _made(login, answer, base_url=base_url, now=now)
    if Passkey.objects.filter(login=login, removed_at=None).count() >= rules.PASSKEYS_MAX:
        raise rules.TooManyPasskeys(most=rules.PASSKEYS_MAX)

    passkey = _stored(login, made, name=name, now=now, request=request)
    record(
        "people.passkey_added",
        subject=ids.show("login", login.id),
        issuer=by.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"passkey": str(passkey)},
    )
    _tell(passkey, now=now)
    return str(passkey)


def _the_same(seen: Passkey, login: Login) -> str:
    if seen.login_id != login.pk:
        raise RequestReused
    return str(seen)


def _made(login: Login, answer: Answer, *, base_url: str, now: datetime) -> NewPasskey:
    challenge, shown = rules.challenge_of_new(answer), ids.show("login", login.pk)
    rules.check_challenge(keyring(), challenge, purpose=Purpose.ADD, login=shown, now=now)
    return rules.new_passkey(base_url, answer, challenge=challenge)


def _stored(login: Login, made: NewPasskey, *, name: str, now: datetime, request: UUID) -> Passkey:
    passkey = Passkey(
        login=login,
        credential_id=made.credential_id,
        credential=made.credential,
        counter=made.counter,
        name=visible(name, longest=PASSKEY_NAME_MAX) or "Passkey",
        created_at=now,
        created_by_request=request,
    )
    try:
        with transaction.atomic():
            passkey.save(force_insert=True)
    except IntegrityError as error:
        raise rules.PasskeyKnown from error
    return passkey


def _tell(passkey: Passkey, *, now: datetime) -> None:
    """Tell a holder, who may not have been the one."""
    holder = getattr(passkey.login, "holder", None)
    if holder:
        tell(holder, template="passkey-added", facts={}, reference=f"{passkey}.added", now=now)
