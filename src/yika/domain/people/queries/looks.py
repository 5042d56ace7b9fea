"""Who looked at the personal data of a holder."""

from yika.domain.people.models import Look
from yika.domain.people.rules import UnknownHolder
from yika.domain.people.rules.holders import Field
from yika.domain.people.rules.views import LookView
from yika.kit import ids

LOOKS_MAX = 100


def looks(holder: str, *, limit: int = LOOKS_MAX) -> list[LookView]:
    """Everybody who was shown something of this holder, the latest first. For his own pages."""
    try:
        rows = Look.objects.filter(holder=ids.read("hld", holder))
    except ValueError as error:
        raise UnknownHolder from error
    return [
        LookView(
            id=str(row),
            by=row.by,
            issuer=row.issuer,
            field=Field(row.field),
            purpose=row.told("purpose"),
            at=row.at,
        )
        for row in rows.order_by("-id")[:limit]
    ]
