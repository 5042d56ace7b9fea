"""Makes and takes the codes for when the second factor is lost."""

import secrets
from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.sign_in.hold_login import hold_login
from yika.domain.people.actions.sign_in.own_sign_in import open_one
from yika.domain.people.models import Login, RecoveryCode
from yika.domain.people.rules import recovery
from yika.domain.people.rules.sign_ins import STAFF_CHANNELS, NotEnrolled
from yika.domain.vault.queries import keyring
from yika.kit import blind, ids
from yika.kit.actor import Actor

KIND = "recovery-code"


@transaction.atomic
def renew_recovery_codes(
    *, sign_in: str, by: Actor, now: datetime, request_id: str
) -> tuple[str, ...]:
    """Make new codes, shown this once; those from before are void."""
    here = open_one(sign_in, by=by, now=now)
    if here.channel not in STAFF_CHANNELS:
        raise NotEnrolled

    hold_login(here.login)
    codes = new_codes(here.login)

    record(
        "people.recovery_codes_renewed",
        subject=ids.show("login", here.login.pk),
        issuer=by.issuer,
        by=by,
        now=now,
        request_id=request_id,
    )
    return codes


def new_codes(login: Login) -> tuple[str, ...]:
    """Codes in place of all from before, in the caller's transaction. Only hashes are kept."""
    codes = tuple(
        recovery.shown(secrets.token_bytes(recovery.BYTES)) for _ in range(recovery.COUNT)
    )
    RecoveryCode.objects.filter(login=login).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(login=login, digest=blind.index(keyring(), KIND, _bound(login, code)))
        for code in codes
    )
    return codes


def use_recovery_code(login: Login, code: str, *, now: datetime) -> bool:
    """Whether this is one of the codes that were not used yet. It is used now."""
    digests = blind.candidates(keyring(), KIND, _bound(login, code))
    unused = RecoveryCode.objects.filter(login=login, used_at=None, digest__in=digests)
    return bool(unused.update(used_at=now))


def _bound(login: Login, code: str) -> str:
    return f"{login.pk} {recovery.normal(code)}"
