"""What may be shown of a code that was sent."""

from datetime import datetime

from yika.domain.people.models import Proof
from yika.domain.people.rules import UnknownCode, masked
from yika.domain.people.rules.codes import KEPT, ProofView
from yika.kit import ids


def sent_code(proof: str, *, now: datetime) -> ProofView:
    """Where a code went and until when it serves, for whoever asked for it."""
    try:
        row = Proof.objects.filter(pk=ids.read("proof", proof)).first()
    except ValueError as error:
        raise UnknownCode from error
    if row is None or now >= row.expires_at + KEPT:
        raise UnknownCode
    return sent_view(row)


def sent_view(row: Proof) -> ProofView:
    """The row as a value."""
    return ProofView(
        id=str(row),
        kind=row.kind,
        masked=masked(row.kind, row.told("value")),
        expires_at=row.expires_at,
        again_at=row.again_at,
    )
