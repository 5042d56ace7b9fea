"""Notes which person a reviewer is, and who is of his family: he decides about none of them."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from yika.domain.identity.models import StaffTie
from yika.domain.identity.rules.documents import NUMBERED, RULES, Fields
from yika.domain.identity.rules.numbers import judge_number
from yika.domain.identity.rules.reasons import WORDS
from yika.domain.identity.rules.review import refusals, times
from yika.domain.identity.verifying.persons import person_keys
from yika.domain.issuers.queries import issuer
from yika.domain.journal.actions import record
from yika.domain.staff.queries import standing
from yika.domain.staff.rules import Right, UnknownStaff
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, check_may
from yika.kit.errors import Fault, Invalid
from yika.products.documents import Document


@transaction.atomic
def tie_staff(
    *,
    login: str,
    document: str,
    fields: Mapping[str, str],
    family: bool = False,
    by: Actor,
    now: datetime,
    request_id: str,
) -> None:
    """Keep by a blind index alone who this member of staff is, or one of his family.

    Everybody may note his own ties, others those who manage staff. Safe to repeat.
    """
    about = standing(login)
    if about is None or not by.sees(about.issuer):
        raise UnknownStaff(login=login)
    if not (by.kind is ActorKind.STAFF and by.id == login):
        check_may(by, Right.STAFF_MANAGE, about.issuer)
    known = next((one for one in RULES if one == document), None)
    if known is None:
        raise refusals.OtherDocument
    keys = _keys(known, Fields.of(fields), zone=issuer(about.issuer).zone, now=now)

    if StaffTie.objects.filter(login=login, person_index__in=keys).exists():
        return
    request = ids.request_key(request_id)
    if StaffTie.objects.filter(request=request).exists():
        raise refusals.RequestReused
    StaffTie.objects.create(
        login=login, person_index=keys[0], family=family, since=now, request=request
    )
    record(
        "identity.staff_tied",
        subject=login,
        issuer=about.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"family": family},
    )


def _keys(document: Document, given: Fields, *, zone: str, now: datetime) -> list[bytes]:
    """The indexes of who is meant. A mistyped number would be a tie to nobody: it is refused."""
    if any(not getattr(given, name) for name in NUMBERED & RULES[document].needed):
        raise refusals.FieldsMissing
    today, nationality = times.today(now, zone), given.nationality
    found = judge_number(document, given.number, today=today, nationality=nationality)
    if found.wrong:
        raise Invalid([Fault("number", "", WORDS[found.wrong].holder)])
    return person_keys(document, given)
