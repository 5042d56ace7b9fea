"""Shows a letter to staff, after writing down that they looked, and destroys what is past need."""

from datetime import datetime

from django.db import transaction

from yika.domain.identity.actions.retention import destroying
from yika.domain.journal.actions import record
from yika.domain.organizations.models import Mandate
from yika.domain.organizations.queries import key, reached
from yika.domain.organizations.rules import refusals
from yika.domain.staff.rules import Right
from yika.domain.vault.actions import destroy_file
from yika.domain.vault.queries import files_past_need, open_file
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, check_may

MODEL = "mandate"
LOOKED_AT = 10_000  # also past those that are held, which stay first in the row


def show_letter(*, mandate: str, by: Actor, now: datetime, request_id: str) -> bytes:
    """The letter, as JPEG, for a member of staff. Never call this inside a transaction."""
    row = _look(mandate, by, now, request_id)
    return open_file(row.file, row.where)


@transaction.atomic(durable=True)
def _look(mandate: str, by: Actor, now: datetime, request_id: str) -> Mandate:
    rows = Mandate.objects.select_related("organization")
    row = rows.filter(pk=key("mandate", mandate)).first()
    if row is None:
        raise refusals.UnknownMandate
    organization = reached(str(row.organization), by=by)
    if by.kind is not ActorKind.STAFF:
        raise refusals.InPerson
    check_may(by, Right.PEOPLE_REVEAL, organization.issuer)
    record(
        "organization.letter_looked",
        subject=str(organization),
        issuer=organization.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"mandate": mandate, "holder": ids.show("hld", row.person)},
    )
    return row


def sweep_letters(*, now: datetime) -> int:
    """Destroy letters that are past need, but for people of whom nothing may be destroyed now."""
    over = files_past_need(MODEL, now=now, limit=LOOKED_AT)
    people = dict(
        Mandate.objects.filter(pk__in=[one.place.key for one in over]).values_list("file", "person")
    )
    with destroying(now) as held:
        due = [one.id for one in over if people.get(one.id) not in held]
        for file in due:
            destroy_file(file, now=now)
    return len(due)
