"""Who looked at a holder's documents; the journal vouches that it was."""

from dataclasses import dataclass
from datetime import datetime

from yika.domain.identity.models import Verification
from yika.domain.journal.queries import records
from yika.kit import ids

LOOKED = "identity.looked"
LOOKS_MAX = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLook:
    """Somebody of an issuer was shown a picture, or what a document says, to check it.

    `what` is the document and side, or "fields"; `case` is the number of the check.
    """

    id: str
    by: str
    issuer: str
    case: str
    what: str
    at: datetime


def document_looks(holder: str) -> list[DocumentLook]:
    """Everybody who was shown something of this holder's documents, the latest first.

    For his own pages only.
    """
    checks = Verification.objects.filter(holder=ids.read("hld", holder))
    found = [
        DocumentLook(
            id=one.id,
            by=one.by,
            issuer=one.issuer,
            case=check.case,
            what=str(one.facts.get("what", "")),
            at=one.at,
        )
        for check in checks
        for one in records(subject=str(check), event=LOOKED, limit=LOOKS_MAX)
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)
