"""Forgets a person: his row stays, for the journal and his cards name it, but nothing in it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.contacts.leave import destroy
from yika.domain.people.models import Holder, Login, Passkey, Proof, SignIn
from yika.domain.people.reach import held
from yika.domain.staff.queries import standing
from yika.kit import ids
from yika.kit.actor import Actor

DETAILS = ("name", "phrase", "born_on")


@transaction.atomic
def erase_holder(*, holder: str, by: Actor, now: datetime, request_id: str) -> Mapping[str, int]:
    """Destroy name, date of birth, contacts, codes, passkeys and sign-ins; how many of each class.

    His account is closed, unless he works here too. Whether it may be done is decided above.
    Safe to repeat: what is gone is not counted again.
    """
    row = held(holder, by=by)
    counts = {
        "details": _details(row, now),
        "codes": Proof.objects.filter(holder=row).delete()[0],
        "sign-ins": _login(row.login) if row.login else 0,
    }
    if any(counts.values()):
        record(
            "people.erased",
            subject=holder,
            issuer=by.issuer,
            by=by,
            now=now,
            request_id=request_id,
            facts=counts,
        )
    return counts


def _details(row: Holder, now: datetime) -> int:
    kept = [name for name in DETAILS if getattr(row, name)]
    row.name = row.phrase = row.born_on = row.name_index = None
    row.save(update_fields=[*DETAILS, "name_index"])
    contacts = list(row.contacts.filter(removed_at=None))
    for one in contacts:
        destroy(one, now=now)
    return len(kept) + len(contacts)


def _login(login: Login) -> int:
    if standing(ids.show("login", login.id)):
        return 0
    gone = SignIn.objects.filter(login=login).delete()[0]
    gone += Passkey.objects.filter(login=login).delete()[0]
    login.is_active = False
    login.set_unusable_password()
    login.save(update_fields=["is_active", "password"])
    return gone
