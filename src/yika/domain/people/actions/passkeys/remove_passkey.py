"""Takes a passkey away."""

from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.sign_in.own_sign_in import whose
from yika.domain.people.models import Passkey
from yika.domain.people.rules import passkeys as rules
from yika.kit import ids
from yika.kit.actor import Actor


@transaction.atomic
def remove_passkey(*, passkey: str, by: Actor, now: datetime, request_id: str) -> None:
    """Let one of one's own passkeys open nothing any more. Safe to repeat."""
    row = _own(passkey, by)
    if row.removed_at:
        return

    row.removed_at = now
    row.save(update_fields=["removed_at"])

    record(
        "people.passkey_removed",
        subject=ids.show("login", row.login_id),
        issuer=by.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"passkey": passkey},
    )


def _own(passkey: str, by: Actor) -> Passkey:
    try:
        mine = {"pk": ids.read("pky", passkey)} | whose(by)
        return Passkey.objects.select_for_update(of=("self",)).get(**mine)
    except (ValueError, Passkey.DoesNotExist) as error:
        raise rules.UnknownPasskey(passkey=passkey) from error
