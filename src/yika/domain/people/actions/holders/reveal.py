"""Shows a member of staff what is masked, after writing down that he looked."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from yika.domain.journal.actions import record
from yika.domain.people.models import Holder, Look
from yika.domain.people.queries.holders import revealed
from yika.domain.people.reach import held
from yika.domain.people.rules import RequestReused
from yika.domain.people.rules import holders as rules
from yika.domain.people.rules.holders import Field
from yika.domain.staff.rules import Right
from yika.domain.vault.actions import spend_try
from yika.domain.vault.rules.tries import Allowance
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, check_may

LOOKS = Allowance(free=30, window=timedelta(hours=1))


def reveal(
    *, holder: str, field: str, purpose: str, by: Actor, now: datetime, request_id: str
) -> str:
    """The whole name, date of birth, phone or e-mail of a holder, for a member of staff.

    That he looked, and what for, is committed before anything is shown, whatever happens then;
    the holder can read it. So never call this inside a transaction, which could take it back.
    Refused when somebody looks too often. Safe to repeat with the same `request_id`.
    """
    if by.kind is not ActorKind.STAFF:
        raise rules.NotByStaff
    check_may(by, Right.PEOPLE_REVEAL, by.issuer)
    purpose = rules.normal_purpose(purpose)
    row = _write_down(holder, Field(field), purpose, by=by, now=now, request_id=request_id)
    return revealed(row, Field(field))


def note_look(*, holder: str, purpose: str, by: Actor, now: datetime, request_id: str) -> None:
    """Write down that a member of staff is shown all cards in somebody's name, before he is.

    Under the same rules: committed first, counted, and the holder can read it. Safe to repeat.
    """
    if by.kind is not ActorKind.STAFF:
        raise rules.NotByStaff
    check_may(by, Right.PEOPLE_REVEAL, by.issuer)
    purpose = rules.normal_purpose(purpose)
    _write_down(holder, Field.CARDS, purpose, by=by, now=now, request_id=request_id)


@transaction.atomic(durable=True)
def _write_down(
    holder: str, field: Field, purpose: str, *, by: Actor, now: datetime, request_id: str
) -> Holder:
    row = held(holder, by=by)
    look = Look(
        holder=row,
        field=field,
        by=by.id,
        issuer=by.issuer,
        at=now,
        created_by_request=ids.request_key(request_id),
    )
    if _seen(look, purpose):
        return row

    if field is not Field.CARDS and not revealed(row, field):
        raise rules.NothingOnRecord
    spend_try(scope="people.look", subject=by.id, allowance=LOOKS, now=now)

    look.keep("purpose", purpose)
    try:
        with transaction.atomic():
            look.save(force_insert=True)
    except IntegrityError as error:
        raise RequestReused from error
    record(
        "people.revealed",
        subject=holder,
        issuer=by.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"look": str(look), "field": field},
    )
    return row


def _seen(look: Look, purpose: str) -> bool:
    """Whether this request looked before. The same request id for something else is refused."""
    seen = Look.objects.filter(created_by_request=look.created_by_request).first()
    if seen is None:
        return False
    asked = ("holder_id", "field", "by", "issuer")
    if any(getattr(seen, name) != getattr(look, name) for name in asked):
        raise RequestReused
    if seen.told("purpose") != purpose:
        raise RequestReused
    return True
