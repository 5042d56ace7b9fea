"""Keeps that somebody agreed to something, with the words he read."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yika.domain.identity.models import Consent
from yika.domain.identity.queries.consents import consent_view
from yika.domain.identity.rules import consents as rules
from yika.domain.identity.rules.consents import ConsentText, ConsentView
from yika.domain.issuers.queries import issuer as find_house
from yika.domain.journal.actions import record
from yika.domain.people.queries import seen_holder
from yika.kit import ids
from yika.kit.actor import Actor

SAID = ("holder", "issuer", "purpose", "version", "language", "digest")


def give_consent(
    *,
    holder: str,
    issuer: str,
    purpose: str,
    version: int,
    language: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> ConsentView:
    """Keep that a holder agreed, himself or before a clerk, to the text that is shown now.

    Who agreed to the same text before has nothing to add; an older text is replaced. Safe to
    repeat with the same `request_id`.
    """
    text = rules.current(rules.purpose_of(purpose))
    row = _row(holder, issuer, text, language, by=by, now=now, request_id=request_id)
    if seen := _seen(row, version):
        return consent_view(seen)

    if version != text.version:
        raise rules.TextChanged
    try:
        return _keep(row, by=by, now=now, request_id=request_id)
    except IntegrityError:
        # Another request was faster by a moment: the second of two clicks.
        found = _seen(row, version) or _in_force(row)
        if found is None:
            raise
        return consent_view(found)


def _row(
    holder: str,
    issuer: str,
    text: ConsentText,
    language: str,
    *,
    by: Actor,
    now: datetime,
    request_id: str,
) -> Consent:
    house, person = find_house(issuer), seen_holder(holder, by)
    rules.check_speaks(by, holder=person.id, issuer=house.code)
    language = language if language in rules.LANGUAGES else rules.LANGUAGES[0]
    return Consent(
        holder=ids.read("hld", person.id),
        issuer=house.code,
        purpose=text.purpose,
        version=text.version,
        language=language,
        digest=text.in_(language).digest,
        given_at=now,
        given_by=by.id,
        channel=by.channel,
        withdrawn_by="",
        created_by_request=ids.request_key(request_id),
    )


@transaction.atomic
def _keep(row: Consent, *, by: Actor, now: datetime, request_id: str) -> ConsentView:
    older = _in_force(row)
    if older and all(getattr(older, name) == getattr(row, name) for name in SAID):
        return consent_view(older)

    if older:
        older.replaced_at = now
        older.save(update_fields=["replaced_at"])
    row.save(force_insert=True)

    record(
        "consent.given",
        subject=ids.show("hld", row.holder),
        issuer=row.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={
            "consent": str(row),
            "purpose": row.purpose,
            "version": row.version,
            "language": row.language,
            "digest": row.digest,
        },
    )
    return consent_view(row)


def _in_force(row: Consent) -> Consent | None:
    return Consent.objects.filter(
        holder=row.holder,
        issuer=row.issuer,
        purpose=row.purpose,
        withdrawn_at=None,
        replaced_at=None,
    ).first()


def _seen(row: Consent, version: int) -> Consent | None:
    """What this request said before. The same request id for something else is refused."""
    seen = Consent.objects.filter(created_by_request=row.created_by_request).first()
    if seen is None:
        return None
    asked = ("holder", "issuer", "purpose", "language")
    if any(getattr(seen, name) != getattr(row, name) for name in asked):
        raise rules.ConsentRequestReused
    if seen.version != version:
        raise rules.ConsentRequestReused
    return seen
