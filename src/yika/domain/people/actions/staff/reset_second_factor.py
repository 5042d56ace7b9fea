"""Lets a colleague who lost all second factors set up a new one."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.sign_in.sign_out import end_all
from yika.domain.people.actions.staff.managed_login import managed_login
from yika.domain.people.actions.staff.pending import forget_guesses
from yika.domain.people.models import Authenticator, Passkey, RecoveryCode
from yika.kit.actor import Actor


@transaction.atomic
def reset_second_factor(*, login: str, by: Actor, now: datetime, request_id: str) -> None:
    """Void the app, the recovery codes and the passkeys of somebody who works here.

    All his sign-ins end; at the next one, whoever knows the password sets up a new app. So this
    is for one who is known in person, and never for oneself. Safe to repeat.
    """
    row, issuer = managed_login(login, by=by)

    Authenticator.objects.filter(login=row).delete()
    RecoveryCode.objects.filter(login=row).delete()
    Passkey.objects.filter(login=row, removed_at=None).update(removed_at=now)
    forget_guesses(row)
    end_all(row, by=by, now=now, request_id=request_id)

    record(
        "people.second_factor_reset",
        subject=login,
        issuer=issuer,
        by=by,
        now=now,
        request_id=request_id,
    )
