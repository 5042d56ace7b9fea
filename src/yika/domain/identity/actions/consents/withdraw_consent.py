"""Takes a consent back."""

from contextlib import suppress
from datetime import datetime
from typing import Final

from django.db import transaction

from yika.domain.identity.actions.giving.withdraw_verification import withdraw_verification
from yika.domain.identity.models import Consent
from yika.domain.identity.queries.consents import consent_view
from yika.domain.identity.queries.retention.pictures import open_checks
from yika.domain.identity.rules import consents as rules
from yika.domain.identity.rules.consents import ConsentView, Purpose
from yika.domain.identity.rules.review.refusals import NoSuchStep
from yika.domain.journal.actions import record, schedule
from yika.domain.people.queries import seen_holder
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind

FOLLOW: Final = "data.follow_withdrawal"


@transaction.atomic
def withdraw_consent(
    *, holder: str, issuer: str, purpose: str, by: Actor, now: datetime, request_id: str
) -> ConsentView:
    """End what a holder agreed to, by itself; his other consents go on. Safe to repeat.

    Without the one to his real name no check of it goes on from this moment. What was kept
    because of it alone is destroyed by the worker.
    """
    wanted, person = rules.purpose_of(purpose), seen_holder(holder, by)
    rules.check_speaks(by, holder=person.id, issuer=issuer)
    rows = Consent.objects.select_for_update(no_key=True).filter(
        holder=ids.read("hld", person.id), issuer=issuer, purpose=wanted
    )
    request = ids.request_key(request_id)
    if seen := Consent.objects.filter(withdrawn_by_request=request).first():
        return consent_view(_same(seen, person.id, issuer, wanted))

    row = rows.filter(withdrawn_at=None, replaced_at=None).first()
    if row is None:
        raise rules.UnknownConsent

    row.withdrawn_at, row.withdrawn_by, row.withdrawn_by_request = now, by.id, request
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_by_request"])
    schedule(kind=FOLLOW, key=str(row), due_at=now)
    if row.purpose == Purpose.REAL_NAME:
        _end_checks(row, by=by, now=now)

    record(
        "consent.withdrawn",
        subject=person.id,
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"consent": str(row), "purpose": row.purpose, "version": row.version},
    )
    return consent_view(row)


def _end_checks(row: Consent, *, by: Actor, now: datetime) -> None:
    """Nothing is checked any more that he does not agree to."""
    him = Actor(ActorKind.HOLDER, ids.show("hld", row.holder), by.channel)
    for check in open_checks(row.holder, row.issuer):
        with suppress(NoSuchStep):  # decided in this very moment
            withdraw_verification(verification=check, by=him, now=now, request_id=f"{row}:{check}")


def _same(seen: Consent, holder: str, issuer: str, purpose: str) -> Consent:
    if (ids.show("hld", seen.holder), seen.issuer, seen.purpose) != (holder, issuer, purpose):
        raise rules.ConsentRequestReused
    return seen
