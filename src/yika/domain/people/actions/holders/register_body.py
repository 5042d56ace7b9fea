"""Makes a holder that is no person, for the noun that knows what it is."""

from datetime import datetime

from django.db import transaction

from yika.domain.people.actions.holders.new_holder import keep_name, new_holder
from yika.domain.people.models import Acquaintance
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor, check_may


@transaction.atomic
def register_body(*, name: str, language: str, by: Actor, now: datetime, request_id: str) -> str:
    """A holder without a login or contacts, known to the actor's issuer; answers its id.

    Whoever asks has put the name into its normal form, keeps who stands behind it, and writes
    the journal in the same transaction.
    """
    check_may(by, Right.PEOPLE_REGISTER, by.issuer)
    row = new_holder(language=language, now=now, request=ids.request_key(f"{request_id}:body"))
    keep_name(row, name)
    row.save(update_fields=["name", "name_index"])
    Acquaintance.objects.create(holder=row, issuer=by.issuer, since=now)
    return str(row)
