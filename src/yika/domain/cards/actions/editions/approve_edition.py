"""Lets cards be sold under an edition that somebody else proposed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yika.domain.cards import queries, rules
from yika.domain.cards.actions.editions.hold_editions import hold_editions
from yika.domain.cards.models import ProductEdition
from yika.domain.cards.rules import Edition
from yika.domain.journal.actions import record
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor


@transaction.atomic
def approve_edition(
    *, issuer: str, product: str, edition: int, by: Actor, now: datetime, request_id: str
) -> Edition:
    """Approve an edition as a second person. Cards are sold under it from its effective day on.

    Safe to repeat: the same `request_id` gives the same edition.
    """
    rules.check_right(by, Right.PRODUCTS_APPROVE, issuer)
    stored = {row.edition: row for row in hold_editions(issuer, product)}
    request = ids.request_key(request_id)
    row = stored.get(edition)
    if row is None:
        raise rules.UnknownEdition(issuer=issuer, product=product, edition=edition)
    if _seen(request, row, by=by):
        return queries.as_value(row)

    rules.check_approval(
        queries.as_value(row),
        stored=queries.as_values(stored.values()),
        by=by,
        today=queries.today(issuer, now),
    )

    mark = {"approved_by": by.id, "approved_at": now, "approved_by_request": request}
    ProductEdition.objects.filter(pk=row.pk).update(**mark)

    approved = queries.edition(issuer, product, edition)
    record(
        "edition.approved",
        subject=approved.id,
        issuer=issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts=approved.facts,
    )
    return approved


def _seen(request: UUID, row: ProductEdition, *, by: Actor) -> bool:
    """Whether this request approved it before. The same id for something else is refused."""
    seen = ProductEdition.objects.filter(approved_by_request=request).first()
    if seen and (seen.pk, seen.approved_by) != (row.pk, by.id):
        raise rules.RequestReused
    return seen is not None
