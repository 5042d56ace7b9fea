"""What somebody has agreed to, as values."""

from datetime import datetime
from uuid import UUID

from yika.domain.identity.models import Consent
from yika.domain.identity.rules.consents import (
    ConsentMissing,
    ConsentView,
    Purpose,
    UnknownConsent,
    purpose_of,
)
from yika.domain.people.queries import seen_holder
from yika.kit import ids
from yika.kit.actor import Actor

__all__ = ["check_consent", "consent_view", "consents", "find_consent", "kept_consents"]


def consents(holder: str, *, by: Actor) -> list[ConsentView]:
    """All that a holder has agreed to, the newest first: his own, for staff those at their issuer.

    Those he took back are among them, as long as they are kept.
    """
    person = seen_holder(holder, by)
    return [one for one in kept_consents(person.id) if by.id == person.id or by.sees(one.issuer)]


def kept_consents(holder: str) -> list[ConsentView]:
    """The same over all issuers. For the holder's own pages and the copy of his data only."""
    rows = Consent.objects.filter(holder=_key(holder)).order_by("-id")
    return [consent_view(row) for row in rows]


def find_consent(holder: str, *, purpose: str, issuer: str) -> ConsentView | None:
    """What is in force of a purpose; None when he has not agreed, or took it back."""
    row = Consent.objects.filter(
        holder=_key(holder),
        issuer=issuer,
        purpose=purpose_of(purpose),
        withdrawn_at=None,
        replaced_at=None,
    ).first()
    return consent_view(row) if row else None


def check_consent(
    holder: str, *, purpose: str, issuer: str, given_before: datetime | None = None
) -> ConsentView:
    """Refuse with ConsentMissing unless he has agreed, if wanted before a moment."""
    found = find_consent(holder, purpose=purpose, issuer=issuer)
    if found is None or (given_before and found.given_at > given_before):
        raise ConsentMissing(purpose=purpose_of(purpose).value)
    return found


def consent_view(row: Consent) -> ConsentView:
    return ConsentView(
        id=str(row),
        holder=ids.show("hld", row.holder),
        issuer=row.issuer,
        purpose=Purpose(row.purpose),
        version=row.version,
        language=row.language,
        digest=row.digest,
        given_at=row.given_at,
        given_by=row.given_by,
        channel=row.channel,
        withdrawn_at=row.withdrawn_at,
        replaced_at=row.replaced_at,
    )


def _key(holder: str) -> UUID:
    try:
        return ids.read("hld", holder)
    except ValueError:
        raise UnknownConsent from None
