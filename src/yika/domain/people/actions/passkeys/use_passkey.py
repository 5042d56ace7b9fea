"""Takes the answer of a passkey, once."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from yika.domain.journal.actions import record
from yika.domain.people.models import Login, Passkey, UsedChallenge
from yika.domain.people.rules import passkeys as rules
from yika.domain.people.rules.passkeys import Answer, PasskeyCopied, Purpose
from yika.domain.vault.queries import keyring
from yika.kit import ids
from yika.kit.actor import Actor


@dataclass(frozen=True, slots=True)
class Used:
    """Whose passkey answered; or why it was not accepted, to be raised where nothing is undone."""

    login: Login
    refusal: PasskeyCopied | None = None


def use_passkey(
    answer: Answer,
    *,
    purpose: Purpose,
    pending: Login | None = None,
    base_url: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> Used:
    """Check the answer and spend its challenge, in the caller's transaction.

    `pending` is the only login whose passkeys count, where it is known beforehand.
    """
    challenge, credential_id = rules.challenge_of(answer)
    bound_to = ids.show("login", pending.pk) if pending else ""
    until = rules.check_challenge(keyring(), challenge, purpose=purpose, login=bound_to, now=now)
    passkey = _hold(credential_id, pending)
    counter = rules.signed_count(
        base_url,
        answer,
        challenge=challenge,
        credential=passkey.credential,
        user=passkey.login.pk.bytes,
    )
    _spend(challenge, until)
    try:
        rules.check_counter(counter, last=passkey.counter)
    except PasskeyCopied as refusal:
        _note_copy(passkey, by=by, now=now, request_id=request_id)
        return Used(passkey.login, refusal)
    passkey.counter, passkey.used_at = counter, now
    passkey.save(update_fields=["counter", "used_at"])
    return Used(passkey.login)


def _hold(credential_id: bytes, pending: Login | None) -> Passkey:
    """The passkey, locked: its counter is compared and moved by one at a time."""
    known = Passkey.objects.select_for_update(of=("self",)).select_related("login", "login__holder")
    found = known.filter(credential_id=credential_id, removed_at=None).first()
    if found is None or (pending and found.login_id != pending.pk):
        raise rules.PasskeyRefused
    return found


def _spend(challenge: bytes, until: datetime) -> None:
    """Whoever overheard the answer cannot send it again."""
    try:
        with transaction.atomic():
            UsedChallenge(digest=sha256(challenge).digest(), until=until).save(force_insert=True)
    except IntegrityError as error:
        raise rules.PasskeyTooLate from error


def _note_copy(passkey: Passkey, *, by: Actor, now: datetime, request_id: str) -> None:
    record(
        "people.passkey_copied",
        subject=ids.show("login", passkey.login_id),
        issuer=by.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"passkey": str(passkey)},
    )
